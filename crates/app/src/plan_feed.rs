//! The steps of the plan as a file for calendar programs: first and last days, and the day by which a body is asked.

use crate::ask::{At, PlanOf};
use crate::{App, Failure, Fault, Who};
use domain::reports::plan::PlannedStep;
use formats::calendar::{Feed, FeedItem, FeedTime};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

impl App {
    /// The roadmap as an iCalendar file. `address` is that of the page on which it is drawn, if there
    /// is one.
    ///
    /// # Errors
    /// As the question [`PlanOf`]; a fault when the file cannot be made.
    pub fn plan_file(
        &self,
        slug: &str,
        who: &Who,
        at: At,
        question: &PlanOf,
        address: Option<&str>,
    ) -> Result<Vec<u8>, Failure> {
        let answer = self.ask(slug, who, at, question)?;
        let name = &answer.mark.name;
        let roadmap = &answer.value.roadmap;
        let stamp = answer.mark.on.to_zoned(TimeZone::UTC).map_or(Timestamp::UNIX_EPOCH, |at| at.timestamp());
        let item = |uid: String, day: Date, title: String, description: String| FeedItem {
            uid: format!("plan.{uid}@{slug}.tickmark"),
            when: FeedTime::Day(day),
            title,
            description,
            url: address.map(str::to_owned),
            stamp,
        };
        let mut items = Vec::new();
        for step in roadmap.steps.iter().filter(|step| !step.done()) {
            let id = step.id.replace('/', ".");
            let about = about(name, step);
            items.push(item(
                format!("{id}.first"),
                step.early.from,
                format!("First day: {}", step.title),
                about.clone(),
            ));
            items.push(item(format!("{id}.last"), step.late.until, format!("Last day: {}", step.title), about));
        }
        if let Some((day, lead)) = &roadmap.book_by {
            let title = "Agree Stage 1 and Stage 2 with the certification body".to_owned();
            items.push(item("body".to_owned(), *day, title, format!("{name}: {}", lead.told.words())));
        }
        let feed = Feed { name: format!("{name}: {}", roadmap.title), items };
        Ok(feed.write().map_err(|error| Fault::new(format!("a calendar: {error}"), "report this"))?)
    }
}

fn about(name: &str, step: &PlannedStep) -> String {
    let ends = if step.early.until == step.late.until {
        format!("until {}", step.late.until)
    } else {
        format!("until {} to {}", step.early.until, step.late.until)
    };
    format!("{name}: {} from {}, {ends}. {}", step.title, step.early.from, step.lengths.says)
}
