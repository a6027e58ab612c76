import { Appeal, type PostCategory } from '../../../modules/create/posts/contract.ts'
import { Field } from '../../kit/field.tsx'
import { Select } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'
import { useComposing } from './composer-context.ts'
import { usePurposes } from './use-desk.ts'

const categories = [
  'engaging',
  'brand',
  'educational',
  'promotional',
] as const satisfies readonly PostCategory[]

const none = 'none'

/** What the post is for: its place in the mix, what it is about, the campaign it belongs to, the goal it serves, to whom it speaks. */
export function PurposeFields() {
  const t = useWords('composer')
  const { writing, change } = useComposing()
  const { goals, campaigns, pillars, personas } = usePurposes()
  const { category, pillarId, campaignId, goalId, personaId, appeal } = writing
  const named = (items: readonly { id: string; name: string }[], chosen: string | null) => [
    { value: none, label: t('none') },
    ...items.map(({ id, name }) => ({ value: id, label: name })),
    // An archived one is no longer offered, but stays where it was chosen.
    ...(chosen && !items.some(({ id }) => id === chosen) ? [{ value: chosen, label: t('archived') }] : []),
  ]
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label={t('category')}>
        <Select
          value={category ?? none}
          onChange={(value) =>
            change((now) => ({ ...now, category: categories.find((one) => one === value) ?? null }))
          }
          choices={[
            { value: none, label: t('none') },
            ...categories.map((value) => ({ value, label: t(`categories.${value}`) })),
          ]}
        />
      </Field>
      {(pillars.length > 0 || pillarId) && (
        <Field label={t('pillar')}>
          <Select
            value={pillarId ?? none}
            onChange={(value) => change((now) => ({ ...now, pillarId: value === none ? null : value }))}
            choices={named(pillars, pillarId)}
          />
        </Field>
      )}
      <Field label={t('goal')}>
        <Select
          value={goalId ?? none}
          onChange={(value) => change((now) => ({ ...now, goalId: value === none ? null : value }))}
          choices={named(goals, goalId)}
        />
      </Field>
      {(personas.length > 0 || personaId) && (
        <Field label={t('persona')}>
          <Select
            value={personaId ?? none}
            onChange={(value) => change((now) => ({ ...now, personaId: value === none ? null : value }))}
            choices={named(personas, personaId)}
          />
        </Field>
      )}
      <Field label={t('campaign')}>
        <Select
          value={campaignId ?? none}
          onChange={(value) => change((now) => ({ ...now, campaignId: value === none ? null : value }))}
          choices={named(campaigns, campaignId)}
        />
      </Field>
      <Field label={t('appeal')}>
        <Select
          value={appeal ?? none}
          onChange={(value) =>
            change((now) => ({ ...now, appeal: Appeal.options.find((one) => one === value) ?? null }))
          }
          choices={[
            { value: none, label: t('none') },
            ...Appeal.options.map((value) => ({ value, label: t(`appeals.${value}`) })),
          ]}
        />
      </Field>
    </div>
  )
}
