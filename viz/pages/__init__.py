"""Pages of the workshop. To add one: a file here, and a line in `viz.pages.catalogue`.

A page's file holds

    PATH: Final = "money"              # its address, /money
    TITLE: Final = "Money"             # its name in the navigation and its heading
    @component
    def Page(): ...                    # what is under the heading

A page reads `viz.room.session`: `trail.value.now` is what the room has chosen, `shown.value` the runs of it
(`a` and `b` are one run of each option, `pairs` both with further seeds, as they come in), `settle(choice)`
chooses something else, `preview(choice)` tries it while a lever moves. It builds from `viz.room.markup`, from
the drawings of `viz.widgets`, and from `viz.pages.pieces`, which has what several pages show: a heading with
its lead, a note while runs are on their way, the key to both options. It holds no state that a reload should
keep: that belongs in `viz.room.choice`, which the address bar carries.
"""
