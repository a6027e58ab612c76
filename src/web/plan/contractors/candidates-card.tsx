import { EllipsisVertical, PencilLine, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import {
  type Candidate,
  CandidateBody,
  candidateStates,
  type JobDetail,
} from '../../../modules/plan/contractors/contract.ts'
import { useMay } from '../../api/me.ts'
import { useMoney } from '../../api/money.ts'
import { ApiProblem } from '../../api/problem.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Badge } from '../../kit/badge.tsx'
import { Button, IconButton } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Input, Textarea } from '../../kit/input.tsx'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { Card } from '../../kit/page.tsx'
import { Select } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'
import { CurrencyField } from '../money/currency-field.tsx'
import { MoneyInput } from '../money/money-input.tsx'
import { useRemoveCandidate, useSaveCandidate } from './use-jobs.ts'

/** Who could do it, and who does. */
export function CandidatesCard({ job }: { job: JobDetail }) {
  const t = useWords('contractors')
  const may = useMay()
  const [open, setOpen] = useState<Candidate | 'new' | null>(null)
  return (
    <Card
      flush
      title={t('candidates')}
      actions={
        may('plan.manage') && (
          <Button size="small" icon={Plus} onClick={() => setOpen('new')}>
            {t('candidate.add')}
          </Button>
        )
      }
    >
      {job.candidates.length === 0 && <p className="px-4 pb-4 text-muted md:px-5">{t('candidate.none')}</p>}
      <ul className="divide-y divide-line">
        {job.candidates.map((candidate) => (
          <Row key={candidate.id} job={job} candidate={candidate} onChange={() => setOpen(candidate)} />
        ))}
      </ul>
      {open && (
        <CandidateDialog
          job={job}
          candidate={open === 'new' ? undefined : open}
          onClose={() => setOpen(null)}
        />
      )}
    </Card>
  )
}

type RowProps = { job: JobDetail; candidate: Candidate; onChange: () => void }

function Row({ job, candidate, onChange }: RowProps) {
  const t = useWords('contractors')
  const may = useMay()
  const money = useMoney()
  const remove = useRemoveCandidate(job.id)
  const { id, chosen, version: _version, ...body } = candidate
  return (
    <li className="flex items-start gap-3 px-4 py-2.5 md:px-5">
      <div className="min-w-0 flex-1">
        <p className="font-medium break-words">{candidate.name}</p>
        {candidate.contact && <p className="text-sm break-words text-muted">{candidate.contact}</p>}
        {candidate.note && (
          <p className="text-sm break-words whitespace-pre-wrap text-muted">{candidate.note}</p>
        )}
      </div>
      <div className="flex flex-wrap items-center justify-end gap-x-3 gap-y-1 pt-0.5">
        {candidate.minor !== null && (
          <p className="figures">{money.say(candidate.minor, candidate.currency)}</p>
        )}
        {chosen ? (
          <Badge tone="good">{t('candidate.chosen')}</Badge>
        ) : (
          <Badge>{t(`candidate.states.${candidate.state}`)}</Badge>
        )}
      </div>
      {may('plan.manage') && (
        <Menu
          trigger={
            <IconButton
              plain
              size="small"
              icon={EllipsisVertical}
              label={t('candidate.menu', { name: candidate.name })}
            />
          }
        >
          <MenuItem icon={PencilLine} onSelect={onChange}>
            {t('change')}
          </MenuItem>
          <MenuItem icon={Trash2} disabled={chosen} onSelect={() => void remove(id, body).catch(() => {})}>
            {t('takeOut')}
          </MenuItem>
        </Menu>
      )}
    </li>
  )
}

type DialogProps = { job: JobDetail; candidate: Candidate | undefined; onClose: () => void }

function CandidateDialog({ job, candidate, onClose }: DialogProps) {
  const t = useWords('contractors')
  const words = useProblemWords()
  const [name, setName] = useState(candidate?.name ?? '')
  const [contact, setContact] = useState(candidate?.contact ?? '')
  const [note, setNote] = useState(candidate?.note ?? '')
  const [state, setState] = useState(candidate?.state ?? 'found')
  const [minor, setMinor] = useState<number | null | undefined>(candidate?.minor ?? null)
  const [currency, setCurrency] = useState(candidate?.currency ?? job.candidates.at(-1)?.currency ?? 'EUR')
  const [tried, setTried] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const save = useSaveCandidate(job.id)
  // The version that was read first: what others save meanwhile must not slip in under it.
  const [version, setVersion] = useState(candidate?.version ?? 0)
  const [overtaken, setOvertaken] = useState(false)
  const wrongPrice = minor === undefined || (minor !== null && minor < 0)
  const submit = async () => {
    setTried(true)
    setProblem(null)
    const price = minor === null ? { minor: null, currency: null } : { minor, currency }
    const read = CandidateBody.safeParse({ name, contact, note, state, ...price })
    if (!read.success || wrongPrice) return
    try {
      await save.mutateAsync({ of: candidate ? { id: candidate.id, version } : null, body: read.data })
      onClose()
    } catch (error) {
      setProblem(words(error))
      if (!(error instanceof ApiProblem) || error.code !== 'contractor.candidate_changed') return
      setOvertaken(true)
      setVersion(Number(error.facts.current))
    }
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={candidate?.name ?? t('candidate.add')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="primary" busy={save.isPending} onClick={() => void submit()}>
            {t(overtaken ? 'saveOver' : 'save')}
          </Button>
        </>
      }
    >
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        {problem && <Alert tone="bad">{problem}</Alert>}
        <Field
          label={t('candidate.name')}
          required
          error={tried && name.trim() === '' ? t('candidate.noName') : undefined}
        >
          <Input maxLength={120} value={name} onChange={({ target }) => setName(target.value)} />
        </Field>
        <Field label={t('candidate.contact')}>
          <Input maxLength={300} value={contact} onChange={({ target }) => setContact(target.value)} />
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t('price')} error={tried && wrongPrice ? t('notAmount') : undefined}>
            <MoneyInput value={minor ?? null} currency={currency} onChange={setMinor} />
          </Field>
          <Field label={t('currency')}>
            <CurrencyField value={currency} onChange={setCurrency} />
          </Field>
        </div>
        <Field label={t('candidate.state')}>
          <Select
            value={state}
            onChange={setState}
            choices={candidateStates.map((value) => ({ value, label: t(`candidate.states.${value}`) }))}
          />
        </Field>
        <Field label={t('candidate.note')}>
          <Textarea rows={2} maxLength={2000} value={note} onChange={({ target }) => setNote(target.value)} />
        </Field>
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}
