import { useState } from 'react'
import {
  type JobDetail,
  type JobState,
  movesFrom,
  Terms,
} from '../../../modules/plan/contractors/contract.ts'
import { useMay, useWorkspace } from '../../api/me.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { DateField } from '../../kit/datetime.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Textarea } from '../../kit/input.tsx'
import { Select } from '../../kit/select.tsx'
import { Checkbox } from '../../kit/switch.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { CurrencyField } from '../money/currency-field.tsx'
import { MoneyInput } from '../money/money-input.tsx'
import { useMove } from './use-jobs.ts'

/** The step that one takes most often from where it is. */
const next: Partial<Record<JobState, JobState>> = {
  brief: 'looking',
  looking: 'agreed',
  agreed: 'delivered',
  delivered: 'accepted',
  changes: 'delivered',
}
/** These ask something before they are taken. */
const asks: readonly JobState[] = ['agreed', 'changes', 'accepted', 'cancelled']

const isBack = (from: JobState, to: JobState): boolean =>
  `${from} ${to}` === 'delivered agreed' || `${from} ${to}` === 'accepted delivered'

/** Where the job can go from where it is, the usual step first. */
export function Moves({ job }: { job: JobDetail }) {
  const t = useWords('contractors')
  const may = useMay()
  const [to, setTo] = useState<JobState | null>(null)
  const move = useMove(job.id)
  const back = useMove(job.id)
  if (!may('plan.manage')) return null
  const ways = movesFrom[job.state].filter(
    (one) => (one !== 'accepted' && job.state !== 'accepted') || job.mayAccept,
  )
  const sorted = [...ways].sort((a, b) => Number(b === next[job.state]) - Number(a === next[job.state]))
  const go = (state: JobState) => {
    if (asks.includes(state) && !isBack(job.state, state)) return setTo(state)
    move.mutate(
      { to: state, version: job.version },
      {
        onSuccess: (moved) => {
          const returns = movesFrom[state].includes(job.state)
          toast(t('moved', { state: t(`states.${state}`) }), {
            ...(returns && {
              undo: () => back.mutateAsync({ to: job.state, version: moved.version }).then(() => {}),
            }),
          })
        },
      },
    )
  }
  return (
    <>
      {['delivered', 'accepted'].includes(job.state) && !job.mayAccept && (
        <Alert tone="info" className="mt-3">
          {t(job.state === 'accepted' ? 'takenBackBy' : 'acceptedBy', {
            names: job.approvers.map(({ name }) => name).join(', '),
          })}
        </Alert>
      )}
      <div className="mt-4 flex flex-wrap gap-2">
        {sorted.map((state) => (
          <Button
            key={state}
            look={state === next[job.state] ? 'primary' : 'secondary'}
            busy={move.isPending && move.variables.to === state}
            onClick={() => go(state)}
          >
            {t(isBack(job.state, state) ? `backTo.${state}` : `moves.${state}`)}
          </Button>
        ))}
      </div>
      {to === 'agreed' && <AgreeDialog job={job} onClose={() => setTo(null)} />}
      {to && to !== 'agreed' && <WordsDialog job={job} to={to} onClose={() => setTo(null)} />}
    </>
  )
}

type DialogProps = { job: JobDetail; onClose: () => void }

/** Who does it, for how much, until when, and what of their rights they hand over. */
function AgreeDialog({ job, onClose }: DialogProps) {
  const t = useWords('contractors')
  const words = useProblemWords()
  const { timeZone, weekStartsOn } = useWorkspace()
  const [first] = job.candidates.filter(({ state }) => state !== 'declined')
  const [candidateId, setCandidateId] = useState(first?.id ?? '')
  const [minor, setMinor] = useState<number | null | undefined>(first?.minor ?? null)
  const [currency, setCurrency] = useState(first?.currency ?? 'EUR')
  const [rights, setRights] = useState('')
  const [deadline, setDeadline] = useState(job.deadline ?? '')
  const [problem, setProblem] = useState<string | null>(null)
  const move = useMove(job.id, true)
  const choose = (id: string) => {
    setCandidateId(id)
    const found = job.candidates.find((one) => one.id === id)
    if (found?.minor !== null && found?.currency) {
      setMinor(found?.minor)
      setCurrency(found.currency)
    }
  }
  const submit = async () => {
    if (minor === undefined || (minor !== null && minor < 0)) return setProblem(t('notAmount'))
    const price = minor === null ? { minor: null, currency: null } : { minor, currency }
    const terms = Terms.safeParse({ candidateId, ...price, rights, deadline: deadline || null })
    if (!terms.success) return setProblem(t('agree.noCandidate'))
    try {
      await move.mutateAsync({ to: 'agreed', version: job.version, terms: terms.data })
      onClose()
    } catch (error) {
      setProblem(words(error))
    }
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('moves.agreed')}
      help={job.candidates.length === 0 ? t('agree.nobody') : t('agree.help')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button
            look="primary"
            busy={move.isPending}
            disabled={job.candidates.length === 0}
            onClick={() => void submit()}
          >
            {t('moves.agreed')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {problem && <Alert tone="bad">{problem}</Alert>}
        <Field label={t('contractor')}>
          <Select
            value={candidateId || undefined}
            onChange={choose}
            choices={job.candidates.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t('price')} optional>
            <MoneyInput key={candidateId} value={minor ?? null} currency={currency} onChange={setMinor} />
          </Field>
          <Field label={t('currency')}>
            <CurrencyField value={currency} onChange={setCurrency} />
          </Field>
        </div>
        <Field label={t('form.deadline')}>
          <DateField
            label={t('form.deadline')}
            value={deadline}
            zone={timeZone}
            weekStartsOn={weekStartsOn}
            onChange={setDeadline}
          />
        </Field>
        <Field label={t('rights')} help={t('rightsHelp')}>
          <Textarea
            rows={2}
            maxLength={5000}
            value={rights}
            onChange={({ target }) => setRights(target.value)}
          />
        </Field>
      </div>
    </Dialog>
  )
}

/** A step that is taken with a word: why it is accepted, what is to be changed, why it is given up. */
function WordsDialog({ job, to, onClose }: DialogProps & { to: JobState }) {
  const t = useWords('contractors')
  const words = useProblemWords()
  const [said, setSaid] = useState('')
  const payable = to === 'accepted' && job.lineId !== null && job.minor !== null
  const [enter, setEnter] = useState(payable)
  const [problem, setProblem] = useState<string | null>(null)
  const move = useMove(job.id, true)
  const unmet = job.criteria.filter(({ met }) => !met).length
  const submit = async () => {
    setProblem(null)
    try {
      await move.mutateAsync({ to, version: job.version, words: said.trim(), ...(payable && { enter }) })
      toast(t('moved', { state: t(`states.${to}`) }))
      onClose()
    } catch (error) {
      setProblem(words(error))
    }
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(`moves.${to}`)}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="primary" busy={move.isPending} onClick={() => void submit()}>
            {t(`moves.${to}`)}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {problem && <Alert tone="bad">{problem}</Alert>}
        {to === 'accepted' && unmet > 0 && <Alert tone="warn">{t('unmet', { count: unmet })}</Alert>}
        <Field
          label={t(to === 'changes' ? 'whatChanges' : 'why')}
          optional={to !== 'changes' && !(to === 'accepted' && unmet > 0)}
        >
          <Textarea rows={3} maxLength={5000} value={said} onChange={({ target }) => setSaid(target.value)} />
        </Field>
        {payable && (
          <Checkbox label={t('enterSpent', { line: job.line ?? '' })} checked={enter} onChange={setEnter} />
        )}
      </div>
    </Dialog>
  )
}
