"""The officers' side: a second application, on a port of its own (`tsunagu serve --office`).

app         the addresses             serving     the server, and what it says when it starts
pages       what is shown             actions     what forms do          uploads   files into a draft
shown       templates and words       sessions    who is logged in       forms     what forms send
jobs        starts and stops a job    guard       hosts, origins, heads  errors
work        one job, in a process of its own that can be killed
reading     what is in the files      publishing  what was decided, and a build
marks       decisions of a draft      drafts      all drafts
folder      one draft                 records     what is kept in it

Nothing here writes to a release, to a city's folder or to the cache before an officer publishes.
"""
