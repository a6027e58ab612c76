import { Imported } from '../../../modules/plan/planned-posts/contract.ts'
import { api } from '../../api/client.ts'
import { Alert } from '../../kit/alert.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { TableFaults } from '../tables/faults.tsx'
import { TableFileDialog } from '../tables/table-file-dialog.tsx'
import { type ReadTable, useTableFile } from '../tables/use-table-file.ts'

const most = 1_000_000
const sample =
  'at,channel,category,pillar,hint\n2030-01-31T09:30,@bakery,educational,Craft,"Why rye needs time"'

/** Planned posts from a table. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const t = useWords('plan')
  const table = useTableFile<Imported>({
    ...{ most, tooLarge: t('files.tooLarge'), touches: ['plan'] },
    send: (csv, dryRun) => api.post('/planned-posts/import', { body: { csv, dryRun }, schema: Imported }),
    onBrought: ({ added, changed }) => {
      toast(t('files.imported', { count: added + changed }))
      onClose()
    },
  })
  const { read } = table
  const count = read ? read.found.added + read.found.changed : 0
  const ready = read && read.found.faults.length === 0 && count > 0
  return (
    <TableFileDialog
      table={table}
      onClose={onClose}
      sample={sample}
      bring={ready ? t('files.bring', { count }) : null}
      words={{
        ...{ title: t('files.import'), help: t('files.importHelp'), cancel: t('cancel') },
        ...{ choose: t('files.choose'), chooseHelp: t('files.chooseHelp') },
      }}
    >
      {read && <Found {...read} />}
    </TableFileDialog>
  )
}

function Found({ name, found: { added, changed, faults } }: ReadTable<Imported>) {
  const t = useWords('plan')
  if (faults.length === 0)
    return (
      <Alert tone={added + changed > 0 ? 'good' : 'info'} title={name}>
        {added + changed > 0 ? t('files.found', { added, changed }) : t('files.foundNothing')}
      </Alert>
    )
  return (
    <TableFaults
      title={t('files.faults', { count: faults.length })}
      lines={faults.map(
        ({ line, code, value }) => `${t('files.line', { line })} ${t(`files.fault.${code}`, { value })}`,
      )}
      sayMore={(count) => t('planner.more', { count })}
    />
  )
}
