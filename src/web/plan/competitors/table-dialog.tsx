import { Download } from 'lucide-react'
import { useState } from 'react'
import {
  Imported,
  type Profile,
  type TableKind,
  tableColumns,
} from '../../../modules/plan/competitors/contract.ts'
import { api, path } from '../../api/client.ts'
import { useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { TableFaults } from '../tables/faults.tsx'
import { TableTextDialog } from '../tables/table-text-dialog.tsx'

const most = 1_048_576
const samples = {
  days: '2030-01-31,1200,310,845',
  posts: '2030-01-31T09:30,image,post,"Words of the post",https://example.com/p/1,42,5,3,1,0',
} satisfies Record<TableKind, string>

const template = (kind: TableKind): string => `${tableColumns[kind].join(',')}\n${samples[kind]}\n`

/** A table is tried first: what is wrong with its lines is told, and nothing is taken before all is right. */
export function TableDialog({ profile, onClose }: { profile: Profile; onClose: () => void }) {
  const t = useWords('competitors')
  const problem = useProblemWords()
  const [kind, setKind] = useState<TableKind>('days')
  const [csv, setCsv] = useState('')
  const send = (dryRun: boolean) =>
    api.post(path`/competitor-profiles/${profile.id}/tables`, {
      body: { kind, csv, dryRun },
      schema: Imported,
    })
  const tried = useWrite(() => send(true), { onProblem: () => true })
  const taken = useWrite(() => send(false), {
    touches: ['competitors'],
    onSuccess: ({ added, changed }) => {
      toast(t('table.done', { count: added + changed }))
      onClose()
    },
    onProblem: () => true,
  })
  const change = (next: { kind?: TableKind; csv?: string }) => {
    tried.reset()
    if (next.kind) setKind(next.kind)
    if (next.csv !== undefined) setCsv(next.csv)
  }
  const found = tried.data
  const ready = found !== undefined && found.faults.length === 0
  const error = tried.error ?? taken.error
  return (
    <TableTextDialog
      {...{ csv, most, onClose }}
      sample={template(kind)}
      onChange={(next) => change({ csv: next })}
      words={{
        ...{ title: t('table.title'), help: t('table.help'), cancel: t('cancel') },
        ...{ file: t('table.file'), tooLarge: t('table.tooLarge'), text: t('table.paste') },
      }}
      look={{ words: t('table.try'), busy: tried.isPending, run: () => tried.mutate(undefined) }}
      take={
        ready ? { words: t('table.take'), busy: taken.isPending, run: () => taken.mutate(undefined) } : null
      }
      around={
        <>
          {!profile.isRead && (
            <Tabs
              label={t('table.kind')}
              look="box"
              value={kind}
              onChange={(next) => change({ kind: next })}
              tabs={(['days', 'posts'] as const).map((value) => ({
                value,
                label: t(`table.kinds.${value}`),
              }))}
            />
          )}
          <p className="text-sm text-muted">
            {t('table.columns')} <code className="break-words">{tableColumns[kind].join(', ')}</code>
          </p>
          <Button asChild size="small" className="w-fit">
            <a
              href={`data:text/csv;charset=utf-8,${encodeURIComponent(template(kind))}`}
              download={`carillon-competitor-${kind}.csv`}
            >
              <Download aria-hidden className="size-4" />
              {t('table.template')}
            </a>
          </Button>
        </>
      }
    >
      {found && <Found found={found} />}
      {error && <Alert tone="bad">{problem(error)}</Alert>}
    </TableTextDialog>
  )
}

function Found({ found: { rows, skipped, faults } }: { found: Imported }) {
  const t = useWords('competitors')
  if (faults.length === 0)
    return (
      <Alert tone="good">
        {t('table.rows', { count: rows })}
        {skipped > 0 && ` ${t('table.skipped', { count: skipped })}`}
      </Alert>
    )
  return (
    <TableFaults
      title={t('table.faults', { count: faults.length })}
      lines={faults.map(
        ({ line, code, found }) =>
          `${t('table.line', { line })}: ${t(`table.fault.${code}`)}${found && ` (${found})`}`,
      )}
    />
  )
}
