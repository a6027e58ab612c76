import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { BudgetYear, EntryBody, EntryChange, Line, Side } from '../../../modules/plan/budget/contract.ts'
import { Entry } from '../../../modules/plan/budget/contract.ts'
import { api, path } from '../../api/client.ts'
import { useWorkspace } from '../../api/me.ts'
import { readHours, useMoney } from '../../api/money.ts'
import { ApiProblem } from '../../api/problem.ts'
import { renew, useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { DateField } from '../../kit/datetime.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { useFormats } from '../../kit/format.ts'
import { Input } from '../../kit/input.tsx'
import { Select } from '../../kit/select.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { readKept, writeKept } from '../forms/kept.ts'
import { CurrencyField } from '../money/currency-field.tsx'
import { bodyOf, useRemoveEntry } from './use-budget.ts'

type Props = { budget: BudgetYear; side: Side; lineId?: string; entry?: Entry; onClose: () => void }
/** As it was typed, over the version that was read when typing began. */
type Typed = {
  lineId: string
  day: string
  amount: string
  currency: string
  hours: string
  note: string
  version: number
}

/** What was spent or earned. What was typed stays on this device until it is saved. */
export function EntryDialog({ budget, side, lineId, entry, onClose }: Props) {
  const t = useWords('budget')
  const words = useProblemWords()
  const client = useQueryClient()
  const money = useMoney()
  const { locale, number, day: sayDay } = useFormats()
  const { timeZone, weekStartsOn } = useWorkspace()
  const lines = budget.lines.filter(
    (line) => line.side === side && (line.archivedAt === null || line.id === entry?.lineId),
  )
  const first = lines.find(({ id }) => id === (entry?.lineId ?? lineId)) ?? lines[0]
  const kept = `budgetEntry.${entry?.id ?? side}`
  const [left] = useState(() => readKept<Typed>(kept))
  const [typed, setTyped] = useState<Typed>(
    left ?? {
      lineId: first?.id ?? '',
      day: entry?.day ?? budget.today,
      amount: entry ? money.bare(entry.minor, entry.currency) : '',
      currency: entry?.currency ?? first?.currency ?? 'EUR',
      hours: entry?.minutes ? number(entry.minutes / 60, { maximumFractionDigits: 2 }) : '',
      note: entry?.note ?? '',
      version: entry?.version ?? 0,
    },
  )
  const [overtaken, setOvertaken] = useState(false)
  const [tried, setTried] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => writeKept(kept, typed), [kept, typed])
  const set = (change: Partial<Typed>) => setTyped((before) => ({ ...before, ...change }))
  const line = lines.find(({ id }) => id === typed.lineId)
  const read = readEntry(typed, line, money.read, locale)
  const change = (body: EntryChange) =>
    api.put(path`/budget/entries/${entry?.id ?? ''}`, { body, schema: Entry })
  const save = useWrite(
    (body: EntryBody) =>
      entry
        ? change({ ...body, version: typed.version })
        : api.post('/budget/entries', { body, schema: Entry }),
    { touches: ['budget'], onProblem: () => true },
  )
  const back = useWrite(change, { touches: ['budget'] })
  const remove = useRemoveEntry()
  const toldOf = ({ lineId: of, day, minor, currency, note }: Entry) =>
    [
      lines.find(({ id }) => id === of)?.name,
      sayDay(`${day}T12:00:00Z`, 'UTC'),
      money.say(minor, currency),
      note,
    ]
      .filter(Boolean)
      .join(' · ')
  const discard = () => {
    writeKept(kept, null)
    onClose()
  }
  const submit = async () => {
    setTried(true)
    setProblem(null)
    if (!read.body) return
    try {
      const saved = await save.mutateAsync(read.body)
      discard()
      toast(t(entry ? 'saved' : 'entry.addedNow'), {
        undo: () =>
          entry
            ? back.mutateAsync({ ...bodyOf(entry), version: saved.version }).then(() => {})
            : remove.mutateAsync(saved).then(() => {}),
      })
    } catch (error) {
      const late = error instanceof ApiProblem && error.code === 'budget.entry_changed'
      setOvertaken(late)
      if (!late) return setProblem(words(error))
      set({ version: Number(error.facts.current) })
      // So that theirs is there to be compared.
      void renew(client, new Set(['budget']))
    }
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(entry ? 'entry.change' : `entry.add.${side}`)}
      actions={
        <>
          <Button onClick={discard}>{t('cancel')}</Button>
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
        {overtaken && (
          <Alert tone="warn" title={t('entry.overtaken')}>
            {entry && entry.version === typed.version
              ? t('entry.theirs', { what: toldOf(entry) })
              : t('entry.overtakenWords')}
          </Alert>
        )}
        <Field label={t('line.one')}>
          <Select
            value={typed.lineId}
            onChange={(id) =>
              set({ lineId: id, currency: lines.find((one) => one.id === id)?.currency ?? typed.currency })
            }
            choices={lines.map(({ id, name, kind }) => ({
              value: id,
              label: name,
              help: t(`kinds.${kind}`),
            }))}
          />
        </Field>
        <Field label={t('entry.day')}>
          <DateField
            label={t('entry.day')}
            value={typed.day}
            zone={timeZone}
            weekStartsOn={weekStartsOn}
            onChange={(day) => set({ day })}
          />
        </Field>
        {line?.kind === 'people' && (
          <Field label={t('entry.hours')} error={tried && read.hours ? t(read.hours) : undefined}>
            <Input
              inputMode="decimal"
              autoComplete="off"
              value={typed.hours}
              onChange={({ target }) => set({ hours: target.value })}
            />
          </Field>
        )}
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            label={t('entry.amount')}
            help={line?.kind === 'people' ? t('entry.amountHelp') : t('entry.minusHelp')}
            error={tried && read.amount ? t(read.amount) : undefined}
          >
            <Input
              inputMode="decimal"
              autoComplete="off"
              className="figures"
              value={typed.amount}
              onChange={({ target }) => set({ amount: target.value })}
            />
          </Field>
          <Field label={t('currency.label')}>
            <CurrencyField value={typed.currency} onChange={(currency) => set({ currency })} />
          </Field>
        </div>
        <Field label={t('entry.note')}>
          <Input maxLength={500} value={typed.note} onChange={({ target }) => set({ note: target.value })} />
        </Field>
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}

type Fault = 'notAmount' | 'notHours' | 'noAmount'
type Read = { body: EntryBody | null; amount?: Fault; hours?: Fault }

function readEntry(
  { lineId, day, amount, currency, hours, note }: Typed,
  line: Line | undefined,
  readMoney: (text: string, currency: string) => number | undefined,
  locale: string,
): Read {
  const isPeople = line?.kind === 'people'
  const minor = amount.trim() === '' ? null : readMoney(amount, currency)
  const minutes = !isPeople || hours.trim() === '' ? null : readHours(hours, locale)
  if (minor === undefined) return { body: null, amount: 'notAmount' }
  if (minutes === undefined) return { body: null, hours: 'notHours' }
  if (minor === null && minutes === null)
    return { body: null, ...(isPeople ? { hours: 'noAmount' as const } : { amount: 'noAmount' as const }) }
  return { body: { lineId, day, minor, currency, minutes, note: note.trim() } }
}
