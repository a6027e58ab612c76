import { ExternalLink } from 'lucide-react'
import { useState } from 'react'
import type { SuspectDetail } from '../../../modules/plan/presence/contract.ts'
import { useMay, useWorkspace } from '../../api/me.ts'
import { useNetworkWords } from '../../api/network-words.ts'
import { Button } from '../../kit/button.tsx'
import { DateField } from '../../kit/datetime.tsx'
import { Field } from '../../kit/field.tsx'
import { useFormats } from '../../kit/format.ts'
import { Input } from '../../kit/input.tsx'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { toCivil } from '../../kit/zone.ts'
import { useNoteReport } from './use-presence.ts'

/** Where it is reported, what to press there, and when it was done. */
export function ReportCard({ suspect }: { suspect: SuspectDetail }) {
  const t = useWords('presence')
  const may = useMay()
  const say = useNetworkWords()
  const { day } = useFormats()
  const { report, reportedOn, reportNote } = suspect
  return (
    <Card
      title={t('report')}
      help={report && say(suspect.network, report.how, 'report')}
      actions={
        report && (
          <Button asChild>
            <a href={report.url} target="_blank" rel="noreferrer noopener">
              <ExternalLink aria-hidden className="size-4" />
              {t('reportOpen')}
            </a>
          </Button>
        )
      }
    >
      {may('strategy.manage') ? (
        <Form suspect={suspect} />
      ) : (
        <p className="text-base">
          {reportedOn ? `${t('reportedOn')}: ${day(`${reportedOn}T12:00:00Z`)}` : '–'} {reportNote}
        </p>
      )}
    </Card>
  )
}

function Form({ suspect }: { suspect: SuspectDetail }) {
  const t = useWords('presence')
  const { timeZone } = useWorkspace()
  const today = toCivil(new Date(), timeZone).slice(0, 10)
  const [on, setOn] = useState(suspect.reportedOn ?? today)
  const [note, setNote] = useState(suspect.reportNote)
  const save = useNoteReport(suspect)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate({ on, note })
      }}
      className="flex flex-wrap items-end gap-3"
    >
      <Field label={t('reportedOn')}>
        <DateField label={t('reportedOn')} value={on} zone={timeZone} onChange={setOn} />
      </Field>
      <Field label={t('reportNote')} className="min-w-0 flex-1 basis-48" optional>
        <Input value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />
      </Field>
      <Button type="submit" busy={save.isPending} disabled={on === ''}>
        {t('reportSave')}
      </Button>
      {suspect.reportedOn && (
        <Button look="quiet" busy={save.isPending} onClick={() => save.mutate({ on: null, note })}>
          {t('reportTakeBack')}
        </Button>
      )}
    </form>
  )
}
