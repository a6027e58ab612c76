import { Plus, Trash2 } from 'lucide-react'
import type { Pillar } from '../../../modules/plan/content-plan/contract.ts'
import { usePersonaNames } from '../../api/persona-names.ts'
import { useFieldWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button, IconButton } from '../../kit/button.tsx'
import { Field } from '../../kit/field.tsx'
import { Input } from '../../kit/input.tsx'
import { Card } from '../../kit/page.tsx'
import { Select } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'
import { newUuid } from './new-uuid.ts'
import { rebalance } from './rebalance.ts'
import { ShareFields } from './share-fields.tsx'
import type { PlanDesk } from './use-draft.ts'
import { useGoalNames } from './use-goal-names.ts'

const none = 'none'
const most = 20

/** What the brand keeps talking about; shares are planned only where there are some. */
export function PillarsCard({ desk }: { desk: PlanDesk }) {
  const t = useWords('plan')
  const words = useFieldWords()
  const { pillars } = desk.plan
  const fault = desk.faults.pillars
  const put = (next: readonly Pillar[]) => desk.change({ pillars: evened(next) })
  const add = () =>
    put([...pillars, { id: newUuid(), name: '', about: '', share: 0, goalId: null, personaId: null }])
  return (
    <Card
      title={t('pillars.title')}
      help={t('pillars.help')}
      actions={
        <Button icon={Plus} disabled={pillars.length >= most} onClick={add}>
          {t('pillars.add')}
        </Button>
      }
    >
      {fault && (
        <Alert tone="bad" className="mb-3">
          {words(fault)}
        </Alert>
      )}
      {pillars.length === 0 && <p className="text-muted">{t('pillars.none')}</p>}
      <div className="divide-y divide-line">
        {pillars.map((pillar, at) => (
          <Row
            key={pillar.id}
            pillar={pillar}
            fault={desk.faults[`pillars.${at}.name`] && words({ code: 'required', detail: '' })}
            onChange={(change) =>
              desk.change({ pillars: pillars.map((one, i) => (i === at ? { ...one, ...change } : one)) })
            }
            onRemove={() => put(pillars.filter((_, i) => i !== at))}
          />
        ))}
      </div>
      {pillars.length > 1 && (
        <div className="mt-4">
          <ShareFields
            parts={pillars.map(({ id, name, share }) => ({
              key: id,
              label: name || t('pillars.unnamed'),
              share,
            }))}
            onChange={(shares) =>
              desk.change({ pillars: pillars.map((one, i) => ({ ...one, share: shares[i] ?? 0 })) })
            }
          />
        </div>
      )}
    </Card>
  )
}

/** A new one begins with an even part, and the others give way; when one goes, the others take its part. */
function evened(pillars: readonly Pillar[]): Pillar[] {
  if (pillars.length === 0) return []
  const shares = pillars.map(({ share }) => share)
  const fresh = shares.indexOf(0)
  const sum = shares.reduce((a, b) => a + b, 0)
  const next =
    fresh >= 0 && sum > 0
      ? rebalance(shares, fresh, Math.round(100 / pillars.length))
      : rebalance(
          sum === 0 ? shares.map(() => 1) : shares,
          0,
          sum === 0 ? 100 / pillars.length : ((shares[0] ?? 0) * 100) / sum,
        )
  return pillars.map((pillar, i) => ({ ...pillar, share: next[i] ?? 0 }))
}

type RowProps = {
  pillar: Pillar
  fault: string | undefined
  onChange: (change: Partial<Pillar>) => void
  onRemove: () => void
}

function Row({ pillar, fault, onChange, onRemove }: RowProps) {
  const t = useWords('plan')
  const goals = useGoalNames()
  const personas = usePersonaNames()
  return (
    <div className="grid gap-3 py-3 first:pt-0 sm:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)_minmax(0,1fr)_minmax(0,1fr)_auto] sm:items-start">
      <Field label={t('pillars.name')} error={fault}>
        <Input
          maxLength={80}
          value={pillar.name}
          onChange={(event) => onChange({ name: event.target.value })}
        />
      </Field>
      <Field label={t('pillars.about')} optional>
        <Input
          maxLength={1000}
          value={pillar.about}
          onChange={(event) => onChange({ about: event.target.value })}
        />
      </Field>
      <Field label={t('pillars.goal')}>
        <Select
          value={pillar.goalId ?? none}
          onChange={(value) => onChange({ goalId: value === none ? null : value })}
          choices={[
            { value: none, label: t('none') },
            ...(goals ?? []).map(({ id, name }) => ({ value: id, label: name })),
            ...(pillar.goalId && goals && !goals.some(({ id }) => id === pillar.goalId)
              ? [{ value: pillar.goalId, label: t('archived') }]
              : []),
          ]}
        />
      </Field>
      <Field label={t('pillars.persona')}>
        <Select
          value={pillar.personaId ?? none}
          onChange={(value) => onChange({ personaId: value === none ? null : value })}
          choices={[
            { value: none, label: t('none') },
            ...personas.map(({ id, name }) => ({ value: id, label: name })),
            ...(pillar.personaId && !personas.some(({ id }) => id === pillar.personaId)
              ? [{ value: pillar.personaId, label: t('archived') }]
              : []),
          ]}
        />
      </Field>
      <span className="sm:pt-6">
        <IconButton icon={Trash2} label={t('pillars.remove', { name: pillar.name })} onClick={onRemove} />
      </span>
    </div>
  )
}
