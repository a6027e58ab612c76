/** How channels are chosen. */
import { ChoiceSettings, confidences, dimensions, measures } from '../../../plan/choice/contract.ts'
import { Pauses, PilotState, pilotMetrics, Verdict } from '../../../plan/pilots/contract.ts'
import {
  address,
  amount,
  day,
  id,
  instant,
  json,
  madeAt,
  maybe,
  oneOf,
  person,
  text,
  version,
  whole,
} from '../fields.ts'
import { Ids, inIds, inVerdict } from '../inside.ts'
import { type Kind, kind } from '../kind.ts'

export const choiceKinds: readonly Kind[] = [
  {
    ...kind(
      'audience-figures',
      'audience_figures',
      'What the workspace knows of audiences of networks otherwise than the reference.',
      't.network, t.country, t.measure, t.dimension, t.value',
      {
        network: text('The network', 40),
        country: text('ISO 3166 alpha-2; empty: the world', 2),
        measure: oneOf(measures, 'What it is'),
        dimension: oneOf(dimensions, 'By what people are told apart'),
        value: text('The group', 40),
        number: maybe(amount('The figure; null: that of the reference is not believed')),
        source: text('Where it comes from', 300),
        url: address('Where it can be looked at'),
        knownOn: day('Of which day it is'),
        confidence: oneOf(confidences, 'How sure it is'),
        authorId: person('Who entered it'),
        updatedAt: instant('When it was entered'),
      },
    ),
    since: 4,
  },
  {
    ...kind(
      'choice-settings',
      'choice_settings',
      'Where people are spoken to and what can be made, one row or none.',
      't.workspace_id',
      {
        version: whole('Grows with each save', 1, 2_147_483_647),
        body: json('Countries, formats and their hours', ChoiceSettings),
        updatedAt: instant('When it was last saved'),
      },
    ),
    since: 4,
  },
  {
    ...kind('pilots', 'pilots', 'Trials of channels with the same effort.', 't.id', {
      id: id('Its id'),
      name: text('Its name', 120),
      metric: oneOf(pilotMetrics, 'What is counted of a post'),
      channels: json('On which channels', Ids, { points: inIds }),
      weeks: whole('How many weeks', 2, 12),
      perWeek: whole('Posts a week on each', 1, 14),
      care: amount('Share of the result that may be given up'),
      startsOn: day('First day'),
      state: oneOf(PilotState.options, 'How it stands'),
      haltedOn: maybe(day('First day that does not count any more')),
      pauses: json('Days that do not count', Pauses),
      verdict: maybe(json('What the strategy was told', Verdict, { points: inVerdict })),
      version,
      createdAt: madeAt,
    }),
    since: 4,
  },
]
