import { ImportedWeeks, TakenBack } from '../../../modules/plan/manual/contract.ts'
import { api } from '../../api/client.ts'
import { useWrite } from '../../api/query.ts'
import { Alert } from '../../kit/alert.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { TableFaults } from '../tables/faults.tsx'
import { TableFileDialog } from '../tables/table-file-dialog.tsx'
import { type ReadTable, useTableFile } from '../tables/use-table-file.ts'

const most = 500_000

/** Weekly numbers from a table. It can be taken back. */
export function ImportDialog({ example, onClose }: { example: string; onClose: () => void }) {
  const t = useWords('manual')
  const undo = useUndo()
  const table = useTableFile<ImportedWeeks>({
    ...{ most, tooLarge: t('import.tooLarge'), touches: ['goals'] },
    send: (csv, dryRun) =>
      api.post('/manual-metrics/import', { body: { csv, dryRun }, schema: ImportedWeeks }),
    onBrought: ({ before }) => {
      toast(t('import.done', { count: before.length }), { undo: () => undo.mutate(before) })
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
      sample={`week,number,value\n2030-01-07,${example},120\n2030-01-14,${example},135.5`}
      bring={ready ? t('import.bring', { count }) : null}
      words={{
        ...{ title: t('import.title'), help: t('import.help') },
        ...{ cancel: t('cancel'), choose: t('import.choose') },
      }}
    >
      {read && <Found {...read} />}
    </TableFileDialog>
  )
}

function useUndo() {
  const t = useWords('manual')
  return useWrite(
    (items: ImportedWeeks['before']) =>
      api.post('/manual-metrics/import/undo', { body: { items }, schema: TakenBack }),
    {
      touches: ['goals'],
      onSuccess: ({ back, kept }) => toast(t('import.takenBack', { count: back, kept })),
    },
  )
}

function Found({ name, found: { added, changed, known, faults } }: ReadTable<ImportedWeeks>) {
  const t = useWords('manual')
  if (faults.length === 0)
    return (
      <Alert tone={added + changed > 0 ? 'good' : 'info'} title={name}>
        {t('import.found', { added, changed, known })}
      </Alert>
    )
  return (
    <TableFaults
      title={t('import.faults', { count: faults.length })}
      lines={faults.map(
        ({ line, code, value }) => `${t('import.line', { line })} ${t(`import.fault.${code}`, { value })}`,
      )}
      sayMore={(more) => t('import.more', { count: more })}
    />
  )
}
