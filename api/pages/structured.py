"""What the page of a thing says of it to search engines."""

from collections.abc import Mapping

from markupsafe import Markup

from api.addresses import Addresses
from api.linked.about import licences
from api.pages.describe import Description
from api.structured import data_block
from graph.manifest import Manifest
from ontology.terms import TNG

_TYPES: Mapping[str, str] = {
    str(TNG.City): "GovernmentOrganization",
    str(TNG.Department): "GovernmentOrganization",
    str(TNG.Partner): "Organization",
    str(TNG.Site): "Place",
    str(TNG.Policy): "DefinedTerm",
    str(TNG.StakeholderGroup): "DefinedTerm",
    str(TNG.Indicator): "DefinedTerm",
    str(TNG.ManagementSheet): "Report",
    str(TNG.Goal): "CreativeWork",
    str(TNG.MidTermGoal): "CreativeWork",
    str(TNG.Objective): "CreativeWork",
    str(TNG.Action): "Action",
    str(TNG.Ordinance): "Legislation",
    str(TNG.PlanDocument): "DigitalDocument",
    str(TNG.SourceFile): "DigitalDocument",
    str(TNG.Evidence): "Quotation",
    str(TNG.Figure): "Observation",
    str(TNG.Rating): "Rating",
}
"""What schema.org calls our classes; everything else is a Thing."""


def structured(thing: Description, manifest: Manifest) -> Markup:
    """Return the block of a thing: what it is, how it is called, which data says so and on what terms."""
    kinds = sorted({_TYPES.get(each, "Thing") for each in thing.classes}) or ["Thing"]
    name: object = thing.title.text
    if thing.title.language:
        name = {"@language": thing.title.language, "@value": thing.title.text}
    dataset: dict[str, object] = {"@type": "Dataset", "@id": f"{Addresses.of(manifest).catalog}#graph"}
    terms = licences(manifest)
    said = {"@type": kinds, "@id": thing.iri, "name": name}
    return data_block(said | {"subjectOf": dataset | ({"license": terms} if terms else {})})
