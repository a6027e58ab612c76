import { useState } from 'react'
import { type Copied, CopyAnswer, type CopyBody } from '../../../modules/create/calendar-moves/contract.ts'
import { api, newKey } from '../../api/client.ts'
import { useMay, useWorkspace } from '../../api/me.ts'
import { ApiProblem } from '../../api/problem.ts'
import { useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Badge } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { DateField } from '../../kit/datetime.tsx'
import { addDays, type Day, startOfWeek } from '../../kit/days.ts'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { useFormats } from '../../kit/format.ts'
import { Select } from '../../kit/select.tsx'
import { Checkbox } from '../../kit/switch.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { did } from './history.ts'
import { calendarPage } from './routes.tsx'
import { useSteps } from './use-steps.ts'

/** Works on plain http too, where `crypto.randomUUID` is missing. */
const newId = (): string => {
  const hex = newKey()
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`
}

const spans = ['1', '2', '3', '5', '7', '14', '28'] as const

/** What stands on some days once more on others: a week, a day, a month. */
export function CopyDialog({ date, onClose }: { date: Day; onClose: () => void }) {
  const t = useWords('calendars')
  const calendar = useWords('calendar')
  const may = useMay()
  const { id: workspace, timeZone, weekStartsOn } = useWorkspace()
  const { undoStep } = useSteps()
  const { channels } = calendarPage.useSearch()
  const [from, setFrom] = useState(startOfWeek(date, weekStartsOn))
  const [to, setTo] = useState(addDays(startOfWeek(date, weekStartsOn), 7))
  const [days, setDays] = useState<(typeof spans)[number]>('7')
  const [as, setAs] = useState<CopyBody['as']>('drafts')
  const [onlyChannels, setOnlyChannels] = useState(true)
  const [otherwise, setOtherwise] = useState<readonly Copied[]>([])
  // The same wish keeps its id, so that a second press after a broken line makes nothing twice.
  const [copyId] = useState(newId)
  const copy = useWrite((body: CopyBody) => api.post('/calendar/copies', { body, schema: CopyAnswer }), {
    touches: ['posts', 'deliveries'],
    onSuccess: ({ items }, again) => {
      const posts = items.flatMap(({ postId, version }) => (postId ? [{ id: postId, version }] : []))
      const step = { kind: 'uncopy', posts, again } as const
      if (posts.length > 0) did(workspace, step)
      toast(t('copy.done', { count: posts.length }), { undo: () => undoStep('back', step) })
      const strange = items.filter(({ why }) => why !== null)
      if (strange.length > 0) setOtherwise(strange)
      else onClose()
    },
  })
  if (otherwise.length > 0) return <Otherwise items={otherwise} onClose={onClose} />
  const chosen = channels && onlyChannels ? channels.split(',') : null
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('copy.title')}
      help={t('copy.help')}
      actions={
        <>
          <Button onClick={onClose}>{calendar('cancel')}</Button>
          <Button
            look="primary"
            busy={copy.isPending}
            disabled={from === to}
            onClick={() => copy.mutate({ copyId, from, to, days: Number(days), as, channels: chosen })}
          >
            {t('copy.go')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label={t('copy.from')}>
          <DateField value={from} onChange={setFrom} zone={timeZone} weekStartsOn={weekStartsOn} />
        </Field>
        <Field label={t('copy.days')} className="max-w-48">
          <Select
            value={days}
            onChange={setDays}
            choices={spans.map((value) => ({ value, label: t('copy.daysOf', { count: Number(value) }) }))}
          />
        </Field>
        <Field label={t('copy.to')}>
          <DateField value={to} onChange={setTo} zone={timeZone} weekStartsOn={weekStartsOn} />
        </Field>
        {may('post.publish') && (
          <Field label={t('copy.as')}>
            <Select
              value={as}
              onChange={setAs}
              choices={[
                { value: 'drafts', label: t('copy.asDrafts') },
                { value: 'scheduled', label: t('copy.asScheduled') },
              ]}
            />
          </Field>
        )}
        {channels && (
          <Checkbox label={t('copy.onlyChannels')} checked={onlyChannels} onChange={setOnlyChannels} />
        )}
      </div>
    </Dialog>
  )
}

/** What did not become what was asked for, each with its reason. */
function Otherwise({ items, onClose }: { items: readonly Copied[]; onClose: () => void }) {
  const t = useWords('calendars')
  const words = useProblemWords()
  const formats = useFormats()
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('copy.notAsAsked')}
      actions={
        <Button look="primary" onClick={onClose}>
          {t('copy.close')}
        </Button>
      }
    >
      <ul className="divide-y divide-line">
        {items.map(({ of, at, text, state, why }) => (
          <li key={of} className="flex flex-col gap-1 py-2.5">
            <span className="flex flex-wrap items-center gap-2 text-sm text-muted figures">
              {formats.moment(at)}
              <Badge tone={state === 'left' ? 'bad' : 'warn'}>
                {t(state === 'left' ? 'copy.left' : 'copy.draft')}
              </Badge>
            </span>
            <span className="line-clamp-2 break-words">{text}</span>
            {why && (
              <span className="text-sm text-muted">{words(new ApiProblem({ status: 409, ...why }))}</span>
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
