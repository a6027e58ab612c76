/** Money, the team and people from outside. */
import { z } from 'zod'
import { LineKind, Side, Spread } from '../../../plan/budget/contract.ts'
import { CandidateState, Criterion, FilePurpose, JobState } from '../../../plan/contractors/contract.ts'
import { mostMinor } from '../../../plan/money/contract.ts'
import { Part, WorkFunction } from '../../../plan/team/contract.ts'
import {
  address,
  day,
  flag,
  id,
  instant,
  json,
  madeAt,
  maybe,
  oneOf,
  person,
  readAs,
  text,
  whole,
} from '../fields.ts'
import { type Kind, kind } from '../kind.ts'

export const meansKinds: readonly Kind[] = [
  {
    ...kind(
      'budgets',
      'budgets',
      'In which currency the sums of the budget are told, one row or none.',
      't.workspace_id',
      {
        currency: text('ISO 4217', 3),
        updatedAt: instant('When it was last saved'),
      },
    ),
    since: 4,
  },
  {
    ...kind('budget-lines', 'budget_lines', 'What costs, and by what the audience earns.', 't.id', {
      id: id('Its id'),
      side: oneOf(Side.options, 'Whether it costs or earns'),
      kind: oneOf(LineKind.options, 'What it is for'),
      name: text('Its name', 120),
      currency: text('In which it is planned', 3),
      hourly: maybe(whole('Price of an hour in minor units', 0, 1_000_000_000)),
      spread: oneOf(Spread.options, 'How the money of a month goes'),
      note: text('What it is for, or how it is reckoned', 2000),
      goalId: maybe(id('The goal')),
      version: whole('Grows with each save', 1, 2_147_483_647),
      createdAt: madeAt,
      archivedAt: maybe(instant('When it was put away')),
    }),
    since: 4,
  },
  {
    ...kind('budget-months', 'budget_months', 'What is planned, month by month.', 't.line_id, t.month', {
      lineId: id('The line'),
      month: day('Its first day'),
      minor: maybe(whole('In minor units', 0, mostMinor)),
      minutes: maybe(whole('Of people’s hours', 0, 6_000_000)),
    }),
    since: 4,
  },
  {
    ...kind('budget-entries', 'budget_entries', 'What was spent or earned.', 't.day, t.id', {
      id: id('Its id'),
      lineId: id('The line'),
      day: day('When'),
      minor: whole('In minor units', -mostMinor, mostMinor),
      currency: text('In which', 3),
      minutes: maybe(whole('Of people’s hours', 0, 6_000_000)),
      note: text('For what', 500),
      enteredBy: person('Who entered it'),
      version: whole('Grows with each save', 1, 2_147_483_647),
      createdAt: madeAt,
    }),
    since: 4,
  },
  {
    ...kind(
      'budget-rates',
      'budget_rates',
      'What a currency is worth, from a day on.',
      't.day, t.from_currency, t.to_currency',
      {
        fromCurrency: text('Of which one', 3),
        toCurrency: text('In which', 3),
        day: day('From when'),
        rate: readAs('trim_scale(t.rate)::text', text('So many, as a decimal', 30)),
        source: oneOf(['entered', 'imported'], 'Where it comes from'),
        createdAt: madeAt,
      },
    ),
    since: 4,
  },
  {
    ...kind('team-people', 'team_people', 'Who works here, also without an account.', 't.id', {
      id: id('Its id'),
      userId: person('Of a member'),
      name: text('Of somebody without an account', 120),
      contact: text('How they are reached', 300),
      functions: json('What they can do', z.array(WorkFunction).max(7)),
      minutes: maybe(whole('What they can give in a week', 0, 10_080)),
      createdAt: madeAt,
      archivedAt: maybe(instant('When they were taken out')),
    }),
    since: 4,
  },
  {
    ...kind('team-works', 'team_works', 'Kinds of work.', 't.position, t.id', {
      id: id('Its id'),
      name: text('Its name', 80),
      function: oneOf(WorkFunction.options, 'Which skill it asks for'),
      position: whole('Its place in the list', 0, 2_147_483_647),
      createdAt: madeAt,
      archivedAt: maybe(instant('When it was taken out')),
    }),
    since: 4,
  },
  {
    ...kind('team-parts', 'team_parts', 'Who is what for which kind of work.', 't.work_id, t.person_id', {
      workId: id('The kind of work'),
      personId: id('Who'),
      parts: json('What they are for it', z.array(Part).min(1).max(2)),
    }),
    since: 4,
  },
  {
    ...kind(
      'contractor-jobs',
      'contractor_jobs',
      'Work for people from outside.',
      't.id',
      {
        id: id('Its id'),
        title: text('Its name', 160),
        brief: text('What is to be made', 5000),
        reason: text('Why', 5000),
        place: text('Where it is to appear', 200),
        criteria: json('By what one sees that it is done', z.array(Criterion).max(30)),
        deadline: maybe(day('Until when')),
        lineId: maybe(id('The line of the budget')),
        workId: maybe(id('The kind of work')),
        ownerId: person('Who looks after it'),
        state: oneOf(JobState.options, 'How far it is'),
        minor: maybe(whole('The price that was agreed, in minor units', 0, mostMinor)),
        currency: maybe(text('In which', 3)),
        rights: text('What of their rights they hand over', 5000),
        entryId: maybe(id('What was entered for it as spent')),
        remindDays: whole('So many days before the deadline people are told', 0, 60),
        version: whole('Grows with each save', 1, 2_147_483_647),
        createdAt: madeAt,
        updatedAt: instant('When it was last saved'),
      },
      { reminded_for: 'For which deadline people were told; they are told anew.' },
    ),
    since: 4,
  },
  {
    ...kind('contractor-candidates', 'contractor_candidates', 'Who could do it, or does.', 't.id', {
      id: id('Its id'),
      jobId: id('The work'),
      name: text('Their name', 120),
      contact: text('How they are reached', 300),
      minor: maybe(whole('What they ask, in minor units', 0, mostMinor)),
      currency: maybe(text('In which', 3)),
      note: text('What is known of them', 2000),
      state: oneOf(CandidateState.options, 'How far one is with them'),
      chosen: flag('They do it'),
      version: whole('Grows with each save', 1, 2_147_483_647),
      createdAt: madeAt,
    }),
    since: 4,
  },
  {
    ...kind('contractor-notes', 'contractor_notes', 'What was said of it, and each step it took.', 't.id', {
      id: id('Its id'),
      jobId: id('The work'),
      state: maybe(oneOf(JobState.options, 'Where it was moved to')),
      workId: maybe(id('Under which kind of work')),
      words: text('What was said', 5000),
      authorId: person('Who said it'),
      createdAt: madeAt,
    }),
    since: 4,
  },
  {
    ...kind('contractor-files', 'contractor_files', 'What belongs to work for people from outside.', 't.id', {
      id: id('Its id'),
      jobId: id('The work'),
      purpose: oneOf(FilePurpose.options, 'Of the brief, or what was handed in'),
      mediaId: maybe(id('The picture or film')),
      url: address('Where it lies'),
      name: text('What it is called', 200),
      createdAt: madeAt,
    }),
    since: 4,
  },
]
