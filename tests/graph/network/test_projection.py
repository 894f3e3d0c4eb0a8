"""Rows become points and links: weights, years, statuses, and who is alone."""

from graph.network.model import Edge, Network

Networks = dict[str, Network]


def edges(network: Network) -> dict[tuple[str, str], Edge]:
    return {(edge.source[6:], edge.target[6:]): edge for edge in network.edges}


def test_pairs_count_goals(networks: Networks) -> None:
    found = edges(networks["department-policy"])
    assert set(found) == {("umi", "p1"), ("umi", "p2"), ("yama", "p1"), ("yama", "p2")}
    shared = found["umi", "p1"]
    assert (shared.weight, shared.years) == (2, [2024, 2025])
    assert shared.goals == ["urn:x:g1", "urn:x:g2"]
    assert shared.shared == []


def test_policies_without_goals_stay_as_points(networks: Networks) -> None:
    nodes = {node.id[6:]: node for node in networks["department-policy"].nodes}
    assert set(nodes) == {"umi", "yama", "sora", "p1", "p2", "p3"}  # no pillar, no list that is not used
    assert (nodes["p3"].degree, nodes["p3"].community, nodes["p3"].goals) == (0, None, 0)
    assert nodes["sora"].goals == 1


def test_who_only_gives_a_venue_is_no_partner(networks: Networks) -> None:
    assert "urn:x:inn" not in networks["department-partner"].named()
    assert "urn:x:inn" not in networks["partner-partner"].named()


def test_a_link_is_as_sure_as_its_surest_reason(networks: Networks) -> None:
    found = edges(networks["department-partner"])
    assert found["umi", "net"].status == "confirmed"
    assert found["umi", "oar"].status == "proposed"
    assert found["sora", "oar"].status == "stated"


def test_what_two_have_is_as_sure_as_the_less_sure(networks: Networks) -> None:
    (edge,) = networks["partner-partner"].edges
    assert (edge.source, edge.target, edge.status) == ("urn:x:net", "urn:x:oar", "proposed")
    assert (edge.goals, edge.shared, edge.weight) == (["urn:x:g1"], ["urn:x:g1"], 1)


def test_departments_share_what_they_have_in_the_same_year(networks: Networks) -> None:
    found = edges(networks["department-department"])
    assert set(found) == {("umi", "yama"), ("sora", "umi")}
    both = found["umi", "yama"]
    assert both.shared == ["urn:x:net", "urn:x:p1", "urn:x:p2"]
    assert (both.weight, both.years) == (3, [2024, 2025])
    assert both.goals == ["urn:x:g1", "urn:x:g2", "urn:x:g3", "urn:x:g4"]
    assert found["sora", "umi"].status == "proposed"


def test_programmes_and_everything(networks: Networks) -> None:
    assert list(edges(networks["program-policy"])) == [("song", "p1")]
    everything = networks["everything"]
    types = {node.type for node in everything.nodes}
    assert types == {"Department", "Goal", "Policy", "Partner", "Program"}
    assert len(everything.edges) == 5 + 5 + 5 + 1  # goals, policies, partners, a programme


def test_points_have_labels_and_numbers(networks: Networks) -> None:
    nodes = networks["department-policy"].named()
    assert (nodes["urn:x:umi"].label.ja, nodes["urn:x:umi"].label.en) == ("うみ部", "Sea")
    assert nodes["urn:x:yama"].label.say("en") == "やま部"
    assert nodes["urn:x:p1"].notation == "1"
