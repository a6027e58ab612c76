import { useState } from 'react'
import { AudienceRead } from '../../../modules/plan/segments/contract.ts'
import { useChannels } from '../../api/channels.ts'
import { api } from '../../api/client.ts'
import { useWorkspace } from '../../api/me.ts'
import { useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { DateField } from '../../kit/datetime.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Input, Textarea } from '../../kit/input.tsx'
import { Select } from '../../kit/select.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { toCivil } from '../../kit/zone.ts'

const most = 262_144
const sample = 'age,gender,count\n18-24,female,320\n18-24,male,210\n25-34,female,540'
const nobody = 'none'

/** A table is read first and shown; it is kept only when somebody has seen what it says. */
export function TableDialog({ onClose }: { onClose: () => void }) {
  const t = useWords('segments')
  const words = useProblemWords()
  const { timeZone } = useWorkspace()
  const channels = [...(useChannels()?.values() ?? [])].filter(({ state }) => state !== 'removed')
  const [typed, setTyped] = useState({
    ...{ name: '', source: '', csv: '', channelId: nobody },
    knownOn: toCivil(new Date(), timeZone).slice(0, 10),
  })
  const [tooLarge, setTooLarge] = useState(false)
  const send = (dryRun: boolean) =>
    api.post('/audience-tables', {
      body: { ...typed, channelId: typed.channelId === nobody ? null : typed.channelId, dryRun },
      schema: AudienceRead,
    })
  const read = useWrite(() => send(true))
  const keep = useWrite(() => send(false), {
    touches: ['segments'],
    onSuccess: ({ table }) => {
      if (!table) return read.mutate(undefined)
      toast(t('table.kept', { name: table.name }))
      onClose()
    },
  })
  const change = (next: Partial<typeof typed>) => {
    read.reset()
    setTyped((before) => ({ ...before, ...next }))
  }
  const take = async (file: File | undefined) => {
    if (!file) return
    setTooLarge(file.size > most)
    if (file.size > most) return
    const csv = await file.text()
    change({ csv, ...(typed.name === '' && { name: file.name.replace(/\.[^.]{1,5}$/, '').slice(0, 120) }) })
  }
  const found = read.data
  const ready = found && found.faults.length === 0
  const error = read.error ?? keep.error
  const incomplete = typed.name.trim() === '' || typed.csv.trim() === ''
  return (
    <Dialog
      wide
      open
      onClose={onClose}
      title={t('table.bring')}
      help={t('table.help')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          {ready ? (
            <Button look="primary" busy={keep.isPending} onClick={() => keep.mutate(undefined)}>
              {t('table.keep')}
            </Button>
          ) : (
            <Button
              look="primary"
              busy={read.isPending}
              disabled={incomplete}
              onClick={() => read.mutate(undefined)}
            >
              {t('table.look')}
            </Button>
          )}
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t('table.name')} required>
            <Input
              value={typed.name}
              maxLength={120}
              onChange={({ target }) => change({ name: target.value })}
            />
          </Field>
          <Field label={t('table.whose')}>
            <Select
              value={typed.channelId}
              onChange={(channelId) => change({ channelId })}
              choices={[
                { value: nobody, label: t('table.ofNone') },
                ...channels.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          </Field>
          <Field label={t('table.knownOn')}>
            <DateField
              value={typed.knownOn}
              onChange={(knownOn) => change({ knownOn })}
              zone={timeZone}
              label={t('table.knownOn')}
            />
          </Field>
          <Field label={t('table.source')} optional>
            <Input
              value={typed.source}
              maxLength={300}
              onChange={({ target }) => change({ source: target.value })}
            />
          </Field>
        </div>
        <Field label={t('table.file')} error={tooLarge ? t('table.tooLarge') : undefined}>
          <Input
            type="file"
            accept=".csv,.tsv,.txt,text/csv"
            onChange={(event) => void take(event.target.files?.[0])}
            className="h-auto min-h-control py-1.5"
          />
        </Field>
        <Field label={t('table.text')}>
          <Textarea
            rows={6}
            value={typed.csv}
            placeholder={sample}
            maxLength={most}
            onChange={({ target }) => change({ csv: target.value })}
          />
        </Field>
        {error && <Alert tone="bad">{words(error)}</Alert>}
        {found && <Found found={found} />}
      </div>
    </Dialog>
  )
}

/** So many are told at once; who has mended these looks again. */
const shown = 50

function Found({ found: { people, parts, unread, faults } }: { found: AudienceRead }) {
  const t = useWords('segments')
  if (faults.length > 0)
    return (
      <Alert tone="bad" title={t('table.faults', { count: faults.length })}>
        <ul>
          {faults.slice(0, shown).map(({ line, code, value }) => (
            <li key={`${line} ${code}`} className="break-words">
              {t('table.line', { line })} {t(`table.fault.${code}`, { value })}
            </li>
          ))}
        </ul>
      </Alert>
    )
  return (
    <Alert tone="good" title={people === null ? t('table.sharesOnly') : t('table.people', { count: people })}>
      <ul>
        {parts.map(({ dimensions, cells }) => (
          <li key={dimensions.join()}>
            {dimensions.map((cut) => t(`cuts.${cut}`)).join(' × ')}: {t('table.groups', { count: cells })}
          </li>
        ))}
      </ul>
      {unread.length > 0 && <p>{t('table.unread', { words: unread.map((one) => `“${one}”`).join(', ') })}</p>}
    </Alert>
  )
}
