import type { Key, ReactNode } from 'react'
import { cx } from './class.ts'

export type Column<Row> = {
  id: string
  head: ReactNode
  cell: (row: Row) => ReactNode
  /** Numbers stand at the end. */
  align?: 'start' | 'end'
  /** Left out where the screen is narrow. */
  wide?: boolean
  className?: string
}

type TableProps<Row> = {
  /** Said to screen readers. */
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => Key
  onOpen?: (row: Row) => void
}

/** Rows of the same kind. A link in the first cell opens a row by keyboard; `onOpen` only widens its target for the mouse. */
export const Table = <Row,>({ label, columns, rows, rowKey, onOpen }: TableProps<Row>) => (
  <div className="overflow-x-auto">
    <table className="w-full border-collapse text-base">
      <caption className="sr-only">{label}</caption>
      <thead>
        <tr className="border-b border-line">
          {columns.map((column) => (
            <th
              key={column.id}
              scope="col"
              className={cellLook(column, 'py-2 text-sm font-medium text-muted')}
            >
              {column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr
            key={rowKey(row)}
            onClick={onOpen && ((event) => opensRow(event.target) && onOpen(row))}
            className={cx('border-b border-line last:border-0', onOpen && 'cursor-pointer hover:bg-hover')}
          >
            {columns.map((column) => (
              <td key={column.id} className={cellLook(column, 'h-(--row) py-2')}>
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

const cellLook = <Row,>(column: Column<Row>, more: string): string =>
  cx(
    'px-3 first:pl-0 last:pr-0',
    column.align === 'end' ? 'text-right figures' : 'text-left',
    column.wide && 'max-md:hidden',
    more,
    column.className,
  )

/** A press on a control inside the row belongs to that control. */
const opensRow = (target: EventTarget): boolean =>
  !(target instanceof Element && target.closest('a, button, input, label, [role="menuitem"]'))
