/** What stands in the calendar beside posts, and what is to be done. */
import { NoteColour } from '../../../create/calendar-notes/contract.ts'
import {
  category,
  channelId,
  clock,
  day,
  id,
  instant,
  madeAt,
  maybe,
  oneOf,
  person,
  postId,
  text,
  version,
  whole,
} from '../fields.ts'
import { type Kind, kind } from '../kind.ts'

export const calendarKinds: readonly Kind[] = [
  kind('slots', 'slots', 'Weekly times of channels.', 't.channel_id, t.weekday, t.at_time', {
    id: id('Its id'),
    channelId,
    weekday: whole('1 Monday … 7 Sunday', 1, 7),
    atTime: clock('In the zone of the channel'),
    category: maybe(category),
  }),
  {
    ...kind('tasks', 'tasks', 'What is to be done.', 't.created_at, t.id', {
      id: id('Its id'),
      postId: maybe(postId),
      title: text('What', 200),
      note: text('More of it', 5000),
      assigneeId: person('Who is to do it'),
      madeBy: person('Who wanted it'),
      dueOn: maybe(day('Until when')),
      toldOf: maybe(day('For which day it was told to be due')),
      doneAt: maybe(instant('When it was done')),
      doneBy: person('Who did it'),
      version,
      createdAt: madeAt,
      updatedAt: instant('When it was last changed'),
      deletedAt: maybe(instant('When it was deleted; 30 days later it is gone')),
    }),
    since: 4,
  },
  {
    ...kind('calendar-notes', 'calendar_notes', 'Notes of the team in the calendar.', 't.first_day, t.id', {
      id: id('Its id'),
      firstDay: day('Its first day'),
      lastDay: day('Its last day'),
      text: text('What it says', 500),
      colour: oneOf(NoteColour.options, 'Its colour'),
      madeBy: person('Who wrote it'),
      version,
      createdAt: madeAt,
      updatedAt: instant('When it was last saved'),
    }),
    since: 4,
  },
]
