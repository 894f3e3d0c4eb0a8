"""The superclasses of the own classes, so that a node can be written with all its types.

Oxigraph draws no conclusions: whoever asks for `tng:Objective` or `org:OrganizationalUnit` only
finds nodes that say so. The table is that of `tsunagu.ttl`; a test compares the two.
"""

from functools import cache

from rdflib import URIRef

from ontology.terms import CV, DCT, ELI, FOAF, OA, ORG, PPLAN, PROV, QB, SKOS, TIME, TNG

SUPERCLASSES: dict[URIRef, tuple[URIRef, ...]] = {
    TNG.Action: (PPLAN.Step,),
    TNG.Aim: (TNG.Statement,),
    TNG.City: (ORG.FormalOrganization, CV.PublicOrganisation),
    TNG.Continuation: (PROV.Entity,),
    TNG.Cost: (TNG.Figure,),
    TNG.Department: (ORG.OrganizationalUnit,),
    TNG.Direction: (TNG.Statement,),
    TNG.Evidence: (OA.SpecificResource,),
    TNG.Figure: (QB.Observation,),
    TNG.Goal: (TNG.Objective,),
    TNG.Indicator: (SKOS.Concept,),
    TNG.Issue: (TNG.Statement,),
    TNG.ManagementSheet: (PROV.Plan, FOAF.Document),
    TNG.Mention: (PROV.Entity,),
    TNG.MidTermGoal: (TNG.Objective,),
    TNG.Mission: (TNG.Statement,),
    TNG.Objective: (PPLAN.Plan,),
    TNG.Ordinance: (ELI.LegalResource,),
    TNG.Partner: (ORG.Organization,),
    TNG.Partnership: (TNG.Mention, CV.Participation),
    TNG.Period: (TIME.ProperInterval, DCT.PeriodOfTime),
    TNG.PlanDocument: (FOAF.Document,),
    TNG.Policy: (SKOS.Concept,),
    TNG.PolicyReference: (TNG.Mention,),
    TNG.Program: (PROV.Entity,),
    TNG.Rating: (PROV.Entity,),
    TNG.Result: (TNG.Statement,),
    TNG.ScheduleEntry: (TNG.Statement,),
    TNG.Site: (ORG.Site,),
    TNG.SourceFile: (PROV.Entity,),
    TNG.StakeholderGroup: (SKOS.Concept,),
    TNG.Statement: (PROV.Entity,),
    TNG.Summary: (TNG.Statement,),
}


@cache
def types_of(kind: URIRef) -> tuple[URIRef, ...]:
    """Return a class and everything above it.

    >>> [str(each).rsplit("#")[-1] for each in types_of(TNG.Goal)]
    ['Goal', 'Objective', 'Plan']
    """
    above = (higher for each in SUPERCLASSES.get(kind, ()) for higher in types_of(each))
    return tuple(dict.fromkeys((kind, *above)))
