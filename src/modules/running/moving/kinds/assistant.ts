/** Which model is asked for words. */
import { mostCeiling, mostPrice, Users } from '../../../create/assistant/contract.ts'
import { Currency } from '../../../plan/money/contract.ts'
import { addressOrEmpty, flag, instant, json, maybe, oneOf, text, whole } from '../fields.ts'
import { type Kind, kind } from '../kind.ts'

export const assistantKinds: readonly Kind[] = [
  {
    ...kind(
      'assistants',
      'assistants',
      'Which model is asked for words, without its key; one row or none.',
      't.workspace_id',
      {
        baseUrl: addressOrEmpty('Where it is asked'),
        model: text('Which model', 200),
        users: oneOf(Users.options, 'Who may ask'),
        sees: flag('It can be shown pictures'),
        currency: json('In which its prices are', Currency),
        priceIn: whole('Of a million tokens that are sent, in millionths', 0, mostPrice),
        priceOut: whole('Of a million that come back', 0, mostPrice),
        ceiling: maybe(whole('Most that a month may cost', 0, mostCeiling)),
        version: whole('Grows with each save', 0, 2_147_483_647),
        updatedAt: instant('When it was last saved'),
      },
      {
        enabled: 'It is off until somebody turns it on in the new house.',
        sealed: 'Its key; it is typed again.',
        key_id: 'The same.',
      },
    ),
    since: 4,
  },
]
