import { expect, test } from 'vitest'
import type { AppRule, Field, WebhookRule } from '../../networks/kit/manifest.ts'
import { networks } from '../../networks/registry.ts'
import { fieldPlaces } from '../api/network-words.ts'

type Tree = { [key: string]: Tree | string }

const files = import.meta.glob<Tree>('../../networks/*/words/en.json', { eager: true, import: 'default' })
const english: Tree = Object.fromEntries(
  Object.entries(files).map(([path, tree]) => [/networks\/([^/]+)/.exec(path)?.[1] ?? '', tree]),
)

const at = (network: string, place: string): unknown =>
  place.split('.').reduce<unknown>((tree, key) => (tree as Tree | undefined)?.[key], english[network])

/** Everything that a field says, with the places at which its words may stand. */
const fieldWords = (form: string, { name, label, help, placeholder, choices }: Field): [string, string[]][] => [
  [label, fieldPlaces(form, name, 'label')],
  ...(help ? [[help, fieldPlaces(form, name, 'help')] satisfies [string, string[]]] : []),
  // An address or a number stands in every language.
  ...(/^[A-Z]\w* \w/.test(placeholder ?? '')
    ? [[placeholder ?? '', fieldPlaces(form, name, 'placeholder')] satisfies [string, string[]]]
    : []),
  ...(choices ?? []).map((choice): [string, string[]] => [
    choice.label,
    fieldPlaces(form, name, `choices.${choice.value}`),
  ]),
]

const appWords = ({ steps, fields, scopes }: AppRule): [string, string[]][] => [
  ...steps.map((step, at): [string, string[]] => [step, [`app.steps.${at}`]]),
  ...fields.flatMap((field) => fieldWords('app.fields', field)),
  ...scopes.map(({ why }, at): [string, string[]] => [why, [`app.scopes.${at}`]]),
]

const webhookWords = ({ steps, fields = [], tells, cost }: WebhookRule): [string, string[]][] => [
  ...steps.map((step, at): [string, string[]] => [step, [`webhooks.steps.${at}`]]),
  ...fields.flatMap((field) => fieldWords('webhooks.fields', field)),
  [tells, ['webhooks.tells']],
  ...(cost ? [[cost.words, ['webhooks.cost']] satisfies [string, string[]]] : []),
]

/** The manifests say it in English; the other languages are held against these files. */
test.each(networks.map(({ manifest }) => [manifest.id, manifest] as const))(
  'the English words of %s are those of its manifest, none missing and none changed',
  (id, manifest) => {
    const said: [string, string[]][] = [
      [manifest.setup, ['setup']],
      [manifest.guaranteeWords, ['guarantee']],
      ...(manifest.presence?.report ? [[manifest.presence.report.how, ['report']] satisfies [string, string[]]] : []),
      ...manifest.ways.flatMap((way): [string, string[]][] => [
        [way.label, [`ways.${way.id}.label`]],
        [way.help, [`ways.${way.id}.help`]],
        ...way.fields.flatMap((field) => fieldWords(`ways.${way.id}.fields`, field)),
      ]),
      ...(manifest.app ? appWords(manifest.app) : []),
      ...(manifest.webhooks ? webhookWords(manifest.webhooks) : []),
      ...manifest.options.flatMap((field) => fieldWords('options', field)),
      ...(manifest.settings ?? []).flatMap((field) => fieldWords('settings', field)),
      ...(['post', 'account'] as const).flatMap((kind) =>
        manifest.metrics[kind].map(({ metric, meaning }): [string, string[]] => [
          meaning,
          [`metrics.${kind}.${metric}`],
        ]),
      ),
    ]
    for (const [words, places] of said)
      expect(
        places.map((place) => at(id, place)).find((found) => found !== undefined),
        places.join(' or '),
      ).toBe(words)
  },
)
