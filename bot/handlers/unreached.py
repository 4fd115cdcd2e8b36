"""Somebody can be reached nowhere: his work that is due goes to his delegate, or his manager is asked for one."""

from zoneinfo import ZoneInfo

from bot.context import Context
from bot.desk import standing_in
from bot.desk.away_line import last_moment
from bot.replies import Reply
from bot.router import Due, Replies, Router
from store import users

router = Router("unreached")
choose = router.button("away.delegate")
my_list = router.button("away.work")


@router.due("person.unreached")
def unreached(ctx: Context, timer: Due) -> Replies:
    """Somebody blocked his last chat a moment ago; whoever is reached again keeps his work."""
    person = users.by_id(ctx.session, timer.subject)
    if person is None or not person.active or users.reached(ctx.session, person.id):
        return
    end = last_moment(ctx.now, ZoneInfo(person.timezone))
    moved, replies = standing_in.settle(ctx, person.id)
    tasks, waiting = standing_in.due_by(ctx, person.id, end)
    params = {"person_id": person.id, "person": person.name, "platform": timer.params["platform"]}
    if moved.to_id != person.id:
        if moved.anything:
            counts = {"follow_ups": moved.follow_ups, "handoffs": moved.handoffs}
            yield Reply("unreached.received", {**params, **counts}, (my_list(),), to=moved.to_id)
        yield from replies
    elif tasks or waiting:
        counts = {"follow_ups": tasks, "handoffs": waiting}
        for manager in users.managers_of(ctx.session, person.team_id):
            if manager.id != person.id:
                yield Reply("unreached.work", {**params, **counts}, (choose(person.id),), to=manager.id)
