"""The own vocabulary, term by term. Import it from `ontology.terms`."""
# The local names are those of the vocabulary, not of Python.
# ruff: noqa: N815

from rdflib import URIRef

from ontology.naming import Vocabulary


class TNG(Vocabulary, base="https://w3id.org/tsunagu/def#"):
    """The own vocabulary: classes, properties, schemes and their concepts."""

    # classes
    Action: URIRef
    Aim: URIRef
    City: URIRef
    Continuation: URIRef
    Cost: URIRef
    Department: URIRef
    Direction: URIRef
    Evidence: URIRef
    Figure: URIRef
    Goal: URIRef
    Indicator: URIRef
    Issue: URIRef
    ManagementSheet: URIRef
    Mention: URIRef
    MidTermGoal: URIRef
    Mission: URIRef
    Objective: URIRef
    Ordinance: URIRef
    Partner: URIRef
    Partnership: URIRef
    Period: URIRef
    PlanDocument: URIRef
    Policy: URIRef
    PolicyReference: URIRef
    Program: URIRef
    Rating: URIRef
    Result: URIRef
    ScheduleEntry: URIRef
    Site: URIRef
    SourceFile: URIRef
    StakeholderGroup: URIRef
    Statement: URIRef
    Summary: URIRef

    # properties
    achievement: URIRef
    cell: URIRef
    changeKind: URIRef
    changeType: URIRef
    codeSource: URIRef
    confidence: URIRef
    continues: URIRef
    contributesTo: URIRef
    delta: URIRef
    department: URIRef
    edition: URIRef
    ends: URIRef
    evidence: URIRef
    file: URIRef
    firstYear: URIRef
    fiscalYear: URIRef
    forYear: URIRef
    headName: URIRef
    headTitle: URIRef
    indicator: URIRef
    involves: URIRef
    isPriority: URIRef
    lastYear: URIRef
    legalBasis: URIRef
    level: URIRef
    line: URIRef
    lineEnd: URIRef
    method: URIRef
    number: URIRef
    objective: URIRef
    of: URIRef
    ofSite: URIRef
    organization: URIRef
    page: URIRef
    partOf: URIRef
    partner: URIRef
    period: URIRef
    printed: URIRef
    program: URIRef
    proposedPartner: URIRef
    qualifier: URIRef
    quote: URIRef
    reading: URIRef
    refersTo: URIRef  # also the role of that name
    role: URIRef
    schedule: URIRef
    sheet: URIRef
    signs: URIRef
    site: URIRef
    starts: URIRef
    status: URIRef
    surface: URIRef
    target: URIRef
    text: URIRef
    unit: URIRef
    value: URIRef
    valueKind: URIRef

    # concept schemes
    changeTypes: URIRef
    roles: URIRef
    statuses: URIRef
    units: URIRef
    valueKinds: URIRef

    # concepts
    New: URIRef
    Expanded: URIRef
    Continued: URIRef
    Revised: URIRef
    Reduced: URIRef
    Abolished: URIRef
    Completed: URIRef
    Stated: URIRef
    Proposed: URIRef
    Confirmed: URIRef
    Target: URIRef
    Actual: URIRef
    advisedBy: URIRef
    agreementWith: URIRef
    certifies: URIRef
    collaboratesWith: URIRef
    commissionedTo: URIRef
    coordinatesWith: URIRef
    designatedManager: URIRef
    dispatchesTo: URIRef
    funds: URIRef
    guidedBy: URIRef
    matches: URIRef
    operates: URIRef
    outreachTo: URIRef
    petitions: URIRef
    recognises: URIRef
    sisterCity: URIRef
    supports: URIRef
    surveys: URIRef
    usesFunctionOf: URIRef
    venueOf: URIRef
    UnitPerson: URIRef
    UnitHousehold: URIRef
    UnitCompany: URIRef
    UnitGroup: URIRef
    UnitCase: URIRef
    UnitTime: URIRef
    UnitPlace: URIRef
    UnitFacility: URIRef
    UnitSchool: URIRef
    UnitProject: URIRef
    UnitItem: URIRef
    UnitDwelling: URIRef
    UnitPiece: URIRef
    UnitVolume: URIRef
    UnitDay: URIRef
    UnitHour: URIRef
    UnitPoint: URIRef
    UnitPercent: URIRef
    UnitYen: URIRef
    UnitTon: URIRef
    UnitKilometre: URIRef
    UnitSquareMetre: URIRef
