"""Changes from year to year, coverage, concentration, names of communities."""

from graph.network.model import Network

Networks = dict[str, Network]


def short(values: list[str]) -> list[str]:
    return [value.removeprefix("urn:x:") for value in values]


def test_changes_are_told_only_where_both_years_have_sheets(networks: Networks) -> None:
    (change,) = networks["department-partner"].graph.changes
    assert (change.earlier, change.later) == (2024, 2025)
    assert change.new == []
    assert change.gone == [("urn:x:umi", "urn:x:oar"), ("urn:x:yama", "urn:x:net")]
    assert change.kept == 1  # umi and net
    assert change.unknown == 1  # sora has no sheet of 2025


def test_new_edges(networks: Networks) -> None:
    (change,) = networks["department-policy"].graph.changes
    assert change.new == [("urn:x:umi", "urn:x:p2"), ("urn:x:yama", "urn:x:p2")]
    assert change.gone == [("urn:x:yama", "urn:x:p1")]
    assert networks["everything"].graph.changes == []


def test_coverage_by_department_and_year(networks: Networks) -> None:
    rows = {(each.department[6:], each.year): each for each in networks["department-policy"].graph.coverage}
    assert set(rows) == {("umi", 2024), ("umi", 2025), ("yama", 2024), ("yama", 2025), ("sora", 2024)}
    alone = rows["yama", 2025]
    assert (alone.goals, alone.policies, alone.partners) == (1, 1, 0)
    assert short(alone.goals_without_partner) == ["g4"]
    assert short(alone.policies_without_partner) == ["p2"]
    assert short(rows["sora", 2024].goals_without_policy) == ["g5"]
    assert rows["umi", 2024].partners == 2


def test_policies_that_no_goal_touches(networks: Networks) -> None:
    found = {each.year: short(each.policies) for each in networks["department-policy"].graph.untouched}
    assert found == {2024: ["p2", "p3"], 2025: ["p3"]}


def test_concentration(networks: Networks) -> None:
    whole, *each = networks["department-partner"].graph.concentration
    assert (whole.source, whole.goals, whole.targets) == ("", 4, 2)
    assert [(share.id, share.goals, share.share) for share in whole.top] == [
        ("urn:x:net", 3, 0.75),
        ("urn:x:oar", 2, 0.5),
    ]
    assert whole.herfindahl == round((3 / 5) ** 2 + (2 / 5) ** 2, 4)
    assert {one.source: one.herfindahl for one in each}["urn:x:yama"] == 1


def test_communities_are_named_by_their_members(networks: Networks) -> None:
    for network in networks.values():
        nodes = network.named()
        for community in network.graph.communities:
            assert nodes[community.members[0]].label.ja in community.name.ja
            assert {nodes[member].community for member in community.members} == {community.id}
        assert sum(each.size for each in network.graph.communities) == sum(
            node.community is not None for node in network.nodes
        )


def test_measures_say_what_they_mean(networks: Networks) -> None:
    told = networks["everything"].graph.measures
    fields = set(networks["everything"].nodes[0].__slots__) | set(networks["everything"].edges[0].__slots__)
    assert {each.name for each in told} <= fields
    assert all(each.meaning.ja.endswith("。") and each.meaning.en.endswith(".") for each in told)
