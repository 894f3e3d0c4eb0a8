"""Twelve questions of an analyst, from a count to a walk over the whole graph."""

PREFIXES = """
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX tng: <https://w3id.org/tsunagu/def#>
"""

QUESTIONS = {
    "triples": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "classes": "SELECT ?class (COUNT(?s) AS ?n) { ?s a ?class } GROUP BY ?class ORDER BY DESC(?n)",
    "properties": "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p ORDER BY DESC(?n)",
    "graphs": "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY DESC(?n)",
    "goals of a year": """SELECT ?department ?number ?title {
        ?goal a tng:Goal ; tng:fiscalYear ?year ; tng:department ?department ; tng:number ?number ;
            dct:title ?title .
        FILTER(CONTAINS(STR(?year), "2024")) } ORDER BY ?department ?number""",
    "goals by policy": """SELECT ?notation (COUNT(DISTINCT ?goal) AS ?n) {
        ?goal a tng:Goal ; tng:contributesTo ?policy . ?policy skos:notation ?notation }
        GROUP BY ?notation ORDER BY DESC(?n)""",
    "policies shared by departments": """SELECT ?policy (COUNT(DISTINCT ?department) AS ?n) {
        ?objective tng:contributesTo ?policy ; tng:department ?department }
        GROUP BY ?policy HAVING(COUNT(DISTINCT ?department) > 1) ORDER BY DESC(?n)""",
    "figures without a unit": "SELECT ?f { ?f a tng:Figure FILTER NOT EXISTS { ?f tng:unit ?unit } }",
    "values by indicator": """SELECT ?indicator (SUM(?value) AS ?sum) (COUNT(*) AS ?n) {
        ?figure tng:indicator ?indicator ; tng:value ?value } GROUP BY ?indicator ORDER BY DESC(?n)""",
    "words in texts": """SELECT ?item ?text { ?item tng:text ?text FILTER(CONTAINS(?text, "市民")) }
        ORDER BY ?item LIMIT 1000""",
    "actions with their dates": """SELECT ?action ?text ?starts ?ends {
        ?action a tng:Action ; tng:text ?text . OPTIONAL { ?action tng:period ?period .
        ?period tng:starts ?starts . OPTIONAL { ?period tng:ends ?ends } } } ORDER BY ?starts ?action""",
    "where statements stand": """SELECT ?file (COUNT(?statement) AS ?n) (MAX(?line) AS ?last) {
        ?statement tng:evidence ?evidence . ?evidence tng:file ?file ; tng:line ?line }
        GROUP BY ?file ORDER BY DESC(?n)""",
}
