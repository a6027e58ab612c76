import { useState } from 'react'
import { AudienceRead } from '../../../modules/plan/segments/contract.ts'
import { useChannels } from '../../api/channels.ts'
import { api } from '../../api/client.ts'
import { useWorkspace } from '../../api/me.ts'
import { useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { DateField } from '../../kit/datetime.tsx'
import { Field } from '../../kit/field.tsx'
import { Input } from '../../kit/input.tsx'
import { Select } from '../../kit/select.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { toCivil } from '../../kit/zone.ts'
import { TableFaults } from '../tables/faults.tsx'
import { TableTextDialog } from '../tables/table-text-dialog.tsx'

const most = 262_144
const sample = 'age,gender,count\n18-24,female,320\n18-24,male,210\n25-34,female,540'
const nobody = 'none'

/** A table is read first and shown; it is kept only when somebody has seen what it says. */
export function TableDialog({ onClose }: { onClose: () => void }) {
  const t = useWords('segments')
  const words = useProblemWords()
  const { timeZone } = useWorkspace()
  const [typed, setTyped] = useState<Typed>({
    ...{ name: '', source: '', csv: '', channelId: nobody },
    knownOn: toCivil(new Date(), timeZone).slice(0, 10),
  })
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
  const found = read.data
  const ready = found && found.faults.length === 0
  const error = read.error ?? keep.error
  const named = typed.name.trim() !== ''
  return (
    <TableTextDialog
      {...{ csv: typed.csv, most, sample, onClose }}
      onChange={(csv, fileName) =>
        change({
          csv,
          ...(fileName && !named && { name: fileName.replace(/\.[^.]{1,5}$/, '').slice(0, 120) }),
        })
      }
      words={{
        ...{ title: t('table.bring'), help: t('table.help'), cancel: t('cancel') },
        ...{ file: t('table.file'), tooLarge: t('table.tooLarge'), text: t('table.text') },
      }}
      look={{
        ...{ words: t('table.look'), busy: read.isPending, disabled: !named },
        run: () => read.mutate(undefined),
      }}
      take={
        ready ? { words: t('table.keep'), busy: keep.isPending, run: () => keep.mutate(undefined) } : null
      }
      around={<Around typed={typed} change={change} />}
    >
      {error && <Alert tone="bad">{words(error)}</Alert>}
      {found && <Found found={found} />}
    </TableTextDialog>
  )
}

type Typed = { name: string; source: string; csv: string; channelId: string; knownOn: string }
type AroundProps = { typed: Typed; change: (next: Partial<Typed>) => void }

/** Of whom it tells, since when, and where it is from. */
function Around({ typed, change }: AroundProps) {
  const t = useWords('segments')
  const { timeZone } = useWorkspace()
  const channels = [...(useChannels()?.values() ?? [])].filter(({ state }) => state !== 'removed')
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label={t('table.name')} required>
        <Input value={typed.name} maxLength={120} onChange={({ target }) => change({ name: target.value })} />
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
  )
}

function Found({ found: { people, parts, unread, faults } }: { found: AudienceRead }) {
  const t = useWords('segments')
  if (faults.length > 0)
    return (
      <TableFaults
        title={t('table.faults', { count: faults.length })}
        lines={faults.map(
          ({ line, code, value }) => `${t('table.line', { line })} ${t(`table.fault.${code}`, { value })}`,
        )}
      />
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
