import type { NumberValue } from '../../../modules/measure/numbers/contract.ts'
import { useMetrics } from '../../api/metrics.ts'
import { Card } from '../../kit/page.tsx'
import { type Column, Table } from '../../kit/table.tsx'
import { useWords } from '../../kit/words.ts'
import { Change } from './change.tsx'
import { DashNote, Figure } from './figure.tsx'
import { MetricInfo } from './metric-info.tsx'
import { numbersPage } from './routes.tsx'
import { Partial } from './tiles.tsx'

/** Every number of the catalogue, those without a value too. */
export function AllNumbers({ numbers }: { numbers: readonly NumberValue[] }) {
  // What no network counts stands at the end.
  const rows = [...numbers].sort(
    (a, b) => Number(a.missing === 'not_told') - Number(b.missing === 'not_told'),
  )
  const t = useWords('numbers')
  const metrics = useMetrics()
  const setSearch = numbersPage.useSetSearch()
  const columns: Column<NumberValue>[] = [
    {
      id: 'name',
      head: t('number'),
      cell: ({ metric }) => (
        <span className="flex items-center gap-1">
          <button
            type="button"
            onClick={() => setSearch({ metric })}
            className="min-h-6 rounded-sm text-left underline-offset-2 hover:underline touch:min-h-11"
          >
            {metrics.name(metric)}
          </button>
          <MetricInfo metric={metric} />
        </span>
      ),
    },
    {
      id: 'value',
      head: t('value'),
      align: 'end',
      cell: (number) => (
        <span className="flex flex-col items-end">
          <Figure metric={number.metric} value={number.value} missing={number.missing} />
          <span className="flex flex-col items-end md:hidden">
            <Change number={number} className="justify-end" />
            <Partial number={number} />
          </span>
        </span>
      ),
    },
    {
      id: 'change',
      wide: true,
      head: t('change'),
      align: 'end',
      cell: (number) => <Change number={number} className="justify-end" />,
    },
    { id: 'covers', head: t('covers'), wide: true, cell: (number) => <Partial number={number} /> },
  ]
  return (
    <Card title={t('all')}>
      <Table label={t('all')} columns={columns} rows={rows} rowKey={({ metric }) => metric} />
      <DashNote reasons={numbers.map(({ missing }) => missing)} />
    </Card>
  )
}
