import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Rule, RuleBody, type RuleList } from '../../../modules/create/approval/contract.ts'
import { useChannels } from '../../api/channels.ts'
import { api, path } from '../../api/client.ts'
import { codeOf } from '../../api/form.ts'
import { useWrite } from '../../api/query.ts'
import { useFieldWords } from '../../api/words.ts'
import { Button } from '../../kit/button.tsx'
import { Sheet } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Input } from '../../kit/input.tsx'
import { NetworkMark } from '../../kit/network.tsx'
import { Switch } from '../../kit/switch.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { Chips } from './chips.tsx'
import { bodyOf, draftOf, newStep, type RuleDraft } from './rule-draft.ts'
import { StepFields } from './step-fields.tsx'
import { touches } from './use-approvals.ts'
import { useCampaigns } from './use-campaigns.ts'

const categories = ['engaging', 'brand', 'educational', 'promotional'] as const
const senders = ['contributor', 'editor', 'manager', 'owner', 'client'] as const

type Props = { rule: Rule | null; list: Pick<RuleList, 'people' | 'works'>; onClose: () => void }

/** Which posts, and the steps that they pass. */
export function RuleForm({ rule, list, onClose }: Props) {
  const t = useWords('approval')
  const [draft, setDraft] = useState<RuleDraft>(() => draftOf(rule))
  const fieldWords = useFieldWords()
  const [tried, setTried] = useState(false)
  const change = (part: Partial<RuleDraft>) => setDraft((before) => ({ ...before, ...part }))
  const checked = RuleBody.safeParse(bodyOf(draft))
  const wrong = new Map(
    checked.error?.issues.map((issue) => [
      issue.path.join('.'),
      { code: codeOf(issue), detail: issue.message },
    ]),
  )
  const errorAt = (at: string): string | undefined => {
    const fault = tried ? wrong.get(at) : undefined
    return fault && fieldWords(fault)
  }
  const save = useWrite(
    () => {
      const body = bodyOf(draft)
      return rule
        ? api.put(path`/approval/rules/${rule.id}`, {
            body: { ...body, version: rule.version },
            schema: Rule,
          })
        : api.post('/approval/rules', { body, schema: Rule })
    },
    {
      touches,
      onSuccess: () => {
        toast(t('rule.saved'))
        onClose()
      },
    },
  )
  const submit = () => {
    setTried(true)
    if (checked.success) save.mutate(undefined)
  }
  return (
    <Sheet
      open
      wide
      onClose={onClose}
      title={t('rule.editTitle')}
      actions={
        <>
          {rule && <RemoveRule rule={rule} onRemoved={onClose} />}
          <Button look="primary" busy={save.isPending} onClick={submit}>
            {t('save')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-5">
        <Field label={t('rule.name')} required error={errorAt('name')}>
          <Input
            maxLength={80}
            value={draft.name}
            onChange={({ target }) => change({ name: target.value })}
          />
        </Field>
        <Switch
          label={t('rule.enabled')}
          checked={draft.enabled}
          onChange={(enabled) => change({ enabled })}
        />
        <Fits draft={draft} change={change} />
        <section className="flex flex-col gap-4">
          <h3 className="text-base font-semibold">{t('rule.steps')}</h3>
          {draft.steps.map((step, place) => (
            <fieldset key={step.key} className="flex flex-col gap-4 rounded-lg border border-line p-4">
              <legend className="px-1 text-sm font-medium">{t('rule.step', { number: place + 1 })}</legend>
              <StepFields
                step={step}
                list={list}
                errorAt={(at) => errorAt(`steps.${place}.${at}`)}
                onChange={(part) =>
                  change({
                    steps: draft.steps.map((one) => (one.key === step.key ? { ...one, ...part } : one)),
                  })
                }
              />
              {draft.steps.length > 1 && (
                <Button
                  look="quiet"
                  size="small"
                  icon={Trash2}
                  className="self-start"
                  onClick={() => change({ steps: draft.steps.filter((one) => one.key !== step.key) })}
                >
                  {t('rule.removeStep')}
                </Button>
              )}
            </fieldset>
          ))}
          {draft.steps.length < 8 && (
            <Button
              icon={Plus}
              className="self-start"
              onClick={() => change({ steps: [...draft.steps, newStep()] })}
            >
              {t('rule.addStep')}
            </Button>
          )}
        </section>
      </div>
    </Sheet>
  )
}

function Fits({ draft, change }: { draft: RuleDraft; change: (part: Partial<RuleDraft>) => void }) {
  const t = useWords('approval')
  const channels = [...(useChannels()?.values() ?? [])].filter(({ state }) => state !== 'removed')
  const campaigns = useCampaigns()
  return (
    <section className="flex flex-col gap-4">
      <div>
        <h3 className="text-base font-semibold">{t('rule.fits')}</h3>
        <p className="text-sm text-muted">{t('rule.fitsHelp')}</p>
      </div>
      <Chips
        label={t('rule.channels')}
        choices={channels.map(({ id, name, face }) => ({
          ...{ value: id, label: name, mark: <NetworkMark network={face} size="small" /> },
        }))}
        chosen={draft.channelIds}
        onChange={(channelIds) => change({ channelIds })}
      />
      <Chips
        label={t('rule.categories')}
        choices={categories.map((value) => ({ value, label: t(`rule.categoryOf.${value}`) }))}
        chosen={draft.categories}
        onChange={(next) => change({ categories: next })}
      />
      {campaigns.length > 0 && (
        <Chips
          label={t('rule.campaigns')}
          choices={campaigns.map(({ id, name }) => ({ value: id, label: name }))}
          chosen={draft.campaignIds}
          onChange={(campaignIds) => change({ campaignIds })}
        />
      )}
      <Chips
        label={t('rule.senders')}
        choices={senders.map((value) => ({ value, label: t(`roleOf.${value}`) }))}
        chosen={draft.senderRoles}
        onChange={(senderRoles) => change({ senderRoles })}
      />
      <Switch
        label={t('rule.own')}
        help={t('rule.ownHelp')}
        checked={draft.own}
        onChange={(own) => change({ own })}
      />
    </section>
  )
}

/** Approvals go with it, which nothing brings back: this one is asked twice. */
function RemoveRule({ rule, onRemoved }: { rule: Rule; onRemoved: () => void }) {
  const t = useWords('approval')
  const [sure, setSure] = useState(false)
  const remove = useWrite(() => api.delete(path`/approval/rules/${rule.id}`), {
    touches,
    onSuccess: () => {
      toast(t('rule.removed'))
      onRemoved()
    },
  })
  if (!sure)
    return (
      <Button look="quiet" icon={Trash2} onClick={() => setSure(true)}>
        {t('rule.remove')}
      </Button>
    )
  return (
    <span className="flex flex-wrap items-center gap-2">
      <span className="max-w-md text-sm text-muted">{t('rule.removeHelp')}</span>
      <Button look="danger" busy={remove.isPending} onClick={() => remove.mutate(undefined)}>
        {t('rule.remove')}
      </Button>
    </span>
  )
}
