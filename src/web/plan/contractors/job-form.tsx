import { Plus, Trash2 } from 'lucide-react'
import { JobBody } from '../../../modules/plan/contractors/contract.ts'
import { useWorkspace } from '../../api/me.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { DateField } from '../../kit/datetime.tsx'
import { Field } from '../../kit/field.tsx'
import { Input, Textarea } from '../../kit/input.tsx'
import { Card } from '../../kit/page.tsx'
import { Select } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'
import { KeptForm } from '../forms/kept-form.tsx'
import { useKeptForm } from '../forms/use-kept-form.ts'
import { useLines, useMembers, useWorks } from './use-jobs.ts'

const none = 'none'
const reminders = [0, 1, 2, 3, 5, 7, 14, 30]

type Named = { line: string | null; work: string | null; owner: { id: string; name: string } | null }
type Props = {
  start: JobBody
  /** What it names already, also when it cannot be chosen anew. */
  named?: Named
  /** Who alone may change its kind of work now; empty where anybody may. */
  settledBy?: string
  keptAs: string
  submitWords: string
  onSubmit: (body: JobBody) => Promise<unknown>
  onCancel: () => void
}

/** The brief. What is typed stays on the device until it is saved. */
export function JobForm({ start, named, settledBy = '', keptAs, submitWords, onSubmit, onCancel }: Props) {
  const t = useWords('contractors')
  const form = useKeptForm({
    ...{ start, keptAs, onSubmit },
    read: (typed: JobBody) =>
      JobBody.safeParse({ ...typed, criteria: typed.criteria.filter(({ words }) => words.trim() !== '') }),
  })
  const { typed: body, set, faults } = form
  return (
    <KeptForm
      form={form}
      onCancel={() => {
        form.forget()
        onCancel()
      }}
      words={{
        ...{ kept: t('keptWords'), beginAnew: t('discardKept') },
        ...{ cancel: t('cancel'), submit: submitWords },
      }}
    >
      <Card>
        <div className="flex flex-col gap-4">
          <Field
            label={t('form.title')}
            required
            error={faults.includes('title') ? t('form.noTitle') : undefined}
          >
            <Input
              maxLength={160}
              value={body.title}
              onChange={({ target }) => set({ title: target.value })}
            />
          </Field>
          <Field label={t('form.brief')} help={t('form.briefHelp')}>
            <Textarea
              rows={5}
              maxLength={5000}
              value={body.brief}
              onChange={({ target }) => set({ brief: target.value })}
            />
          </Field>
          <Field label={t('form.reason')} help={t('form.reasonHelp')}>
            <Textarea
              rows={2}
              maxLength={5000}
              value={body.reason}
              onChange={({ target }) => set({ reason: target.value })}
            />
          </Field>
          <Field label={t('form.place')} help={t('form.placeHelp')}>
            <Input
              maxLength={200}
              value={body.place}
              onChange={({ target }) => set({ place: target.value })}
            />
          </Field>
          <Criteria body={body} set={set} />
        </div>
      </Card>
      <Around body={body} named={named} settledBy={settledBy} set={set} />
    </KeptForm>
  )
}

type PartProps = { body: JobBody; set: (change: Partial<JobBody>) => void }

function Criteria({ body: { criteria }, set }: PartProps) {
  const t = useWords('contractors')
  const put = (place: number, words: string) =>
    set({ criteria: criteria.map((one, at) => (at === place ? { ...one, words } : one)) })
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-sm font-medium">{t('form.criteria')}</legend>
      <p className="text-sm text-muted">{t('form.criteriaHelp')}</p>
      {criteria.map(({ words }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name while they are typed
        <div key={place} className="flex gap-2">
          <div className="min-w-0 flex-1">
            <Input
              aria-label={t('form.criterion', { number: place + 1 })}
              maxLength={300}
              value={words}
              onChange={({ target }) => put(place, target.value)}
            />
          </div>
          <IconButton
            icon={Trash2}
            label={t('form.removeCriterion', { number: place + 1 })}
            onClick={() => set({ criteria: criteria.filter((_, at) => at !== place) })}
          />
        </div>
      ))}
      {criteria.length < 30 && (
        <Button
          size="small"
          icon={Plus}
          className="w-fit"
          onClick={() => set({ criteria: [...criteria, { words: '', met: false }] })}
        >
          {t('form.addCriterion')}
        </Button>
      )}
    </fieldset>
  )
}

/** Until when, from which money, of which kind, and who looks after it. */
function Around({
  body,
  named,
  settledBy,
  set,
}: PartProps & { named: Named | undefined; settledBy: string }) {
  const t = useWords('contractors')
  const { timeZone, weekStartsOn } = useWorkspace()
  const [lines, works, members] = [useLines(), useWorks(), useMembers()]
  const choicesOf = (
    all: readonly { id: string; name: string }[],
    value: string | null,
    name: string | null | undefined,
  ) => [
    { value: none, label: t('form.none') },
    ...all.map(({ id, name: of }) => ({ value: id, label: of })),
    ...(value && !all.some(({ id }) => id === value) ? [{ value, label: name ?? t('form.gone') }] : []),
  ]
  const orNull = (value: string) => (value === none ? null : value)
  return (
    <Card>
      <div className="grid gap-4 sm:grid-cols-2">
        <div className="flex flex-col gap-1.5">
          <Field label={t('form.deadline')}>
            <DateField
              label={t('form.deadline')}
              value={body.deadline ?? ''}
              zone={timeZone}
              weekStartsOn={weekStartsOn}
              onChange={(deadline) => set({ deadline })}
            />
          </Field>
          {body.deadline && (
            <Button size="small" look="quiet" className="w-fit" onClick={() => set({ deadline: null })}>
              {t('form.noDeadline')}
            </Button>
          )}
        </div>
        <Field label={t('form.remind')}>
          <Select
            value={String(body.remindDays)}
            onChange={(days) => set({ remindDays: Number(days) })}
            choices={[...new Set([...reminders, body.remindDays])]
              .sort((a, b) => a - b)
              .map((days) => ({ value: String(days), label: t('form.daysBefore', { count: days }) }))}
          />
        </Field>
        <Field label={t('form.line')} help={t('form.lineHelp')}>
          <Select
            value={body.lineId ?? none}
            onChange={(id) => set({ lineId: orNull(id) })}
            choices={choicesOf(lines, body.lineId, named?.line)}
          />
        </Field>
        <Field
          label={t('form.work')}
          help={settledBy ? t('form.workSettled', { names: settledBy }) : t('form.workHelp')}
        >
          <Select
            disabled={settledBy !== ''}
            value={body.workId ?? none}
            onChange={(id) => set({ workId: orNull(id) })}
            choices={choicesOf(works, body.workId, named?.work)}
          />
        </Field>
        <Field label={t('form.owner')} help={t('form.ownerHelp')}>
          <Select
            value={body.ownerId ?? none}
            onChange={(id) => set({ ownerId: orNull(id) })}
            choices={choicesOf(members, body.ownerId, named?.owner?.name)}
          />
        </Field>
      </div>
    </Card>
  )
}
