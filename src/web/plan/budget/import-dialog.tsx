import { Imported } from '../../../modules/plan/budget/contract.ts'
import { api } from '../../api/client.ts'
import { Alert } from '../../kit/alert.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { TableFaults } from '../tables/faults.tsx'
import { TableFileDialog } from '../tables/table-file-dialog.tsx'
import { type ReadTable, useTableFile } from '../tables/use-table-file.ts'

const most = 1_000_000
const samples = {
  entries:
    'day,line,amount,currency,hours,note\n2030-01-31,Ads,120.50,EUR,,January\n2030-01-31,Editing,,,7:30,',
  rates: 'day,from,to,rate\n2030-01-31,USD,EUR,0.9215',
}

/** What was spent, or rates of exchange, from a table. */
export function ImportDialog({ what, onClose }: { what: keyof typeof samples; onClose: () => void }) {
  const t = useWords('budget')
  const table = useTableFile<Imported>({
    ...{ most, tooLarge: t('files.tooLarge'), touches: ['budget'] },
    send: (csv, dryRun) => api.post(`/budget/${what}/import`, { body: { csv, dryRun }, schema: Imported }),
    onBrought: ({ added }) => {
      toast(t('files.imported', { count: added }))
      onClose()
    },
  })
  const { read } = table
  const ready = read && read.found.faults.length === 0 && read.found.added > 0
  return (
    <TableFileDialog
      table={table}
      onClose={onClose}
      sample={samples[what]}
      bring={ready ? t('files.bring', { count: read.found.added }) : null}
      words={{
        title: t(what === 'entries' ? 'files.importEntries' : 'files.importRates'),
        help: t(`files.help.${what}`),
        cancel: t('cancel'),
        choose: t('files.choose'),
      }}
    >
      {read && <Found {...read} />}
    </TableFileDialog>
  )
}

function Found({ name, found: { added, known, faults } }: ReadTable<Imported>) {
  const t = useWords('budget')
  if (faults.length === 0)
    return (
      <Alert tone={added > 0 ? 'good' : 'info'} title={name}>
        {t('files.found', { added, known })}
      </Alert>
    )
  return (
    <TableFaults
      title={t('files.faults', { count: faults.length })}
      lines={faults.map(
        ({ line, code, value }) => `${t('files.line', { line })} ${t(`files.fault.${code}`, { value })}`,
      )}
      sayMore={(count) => t('files.more', { count })}
    />
  )
}
