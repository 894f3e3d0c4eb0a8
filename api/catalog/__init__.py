"""The catalogue of a release, for portals: what there is, how large, on what terms, whom to ask.

    routes → page
           → graph → controlled
           → ckan, structured
           → contents → listed
    void
    sitemap

`contents` says what stands in it, in plain words; the others write that in the ways of their readers
(DCAT-AP 3, CKAN, schema.org). The names of things are under the base of the city, the addresses of files
at the host that was asked.
"""
