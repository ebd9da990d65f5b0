//! The rules by which contradictions are found, with their names.

/// The rules by which contradictions are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// A row names what the source calls uncovered.
    NamedButUncovered,
    /// The source claims what no row names.
    ClaimedButUnnamed,
    /// A row carries fully what the source calls partial.
    FullButPartial,
    /// A published figure does not follow from the rows.
    FigureDiffers,
    /// Two rows carry the same control differently far.
    RowsDiffer,
    /// Two published figures about the same question differ.
    FiguresDiffer,
}

impl Rule {
    /// The id used in answers.
    pub fn id(self) -> &'static str {
        match self {
            Rule::NamedButUncovered => "named_but_uncovered",
            Rule::ClaimedButUnnamed => "claimed_but_unnamed",
            Rule::FullButPartial => "full_but_partial",
            Rule::FigureDiffers => "figure_differs",
            Rule::RowsDiffer => "rows_differ",
            Rule::FiguresDiffer => "figures_differ",
        }
    }

    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            Rule::NamedButUncovered => "A row names what the source calls uncovered",
            Rule::ClaimedButUnnamed => "The source claims what no row names",
            Rule::FullButPartial => "A row carries fully what the source calls partial",
            Rule::FigureDiffers => "A published figure does not follow from the rows",
            Rule::RowsDiffer => "Rows carry the same control differently far",
            Rule::FiguresDiffer => "Published figures about one question differ",
        }
    }
}
