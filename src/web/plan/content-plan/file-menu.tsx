import { CalendarDays, Ellipsis, FileSpreadsheet, FileUp } from 'lucide-react'
import { withQuery } from '../../api/client.ts'
import { useMay, useWorkspace } from '../../api/me.ts'
import { IconButton } from '../../kit/button.tsx'
import { addDays, type Day } from '../../kit/days.ts'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { useWords } from '../../kit/words.ts'
import { toInstant } from '../../kit/zone.ts'

type Props = { first: Day; end: Day; onImport: () => void }

/** The plan as a file, and a file as a plan. */
export function FileMenu({ first, end, onImport }: Props) {
  const t = useWords('plan')
  const may = useMay()
  const { id: workspace, timeZone } = useWorkspace()
  const at = (day: Day) => toInstant(`${day}T00:00`, timeZone).at.toISOString()
  const download = (format: 'csv' | 'xlsx' | 'ics') => () =>
    window.location.assign(
      // A day more on both sides: a channel may live in another zone.
      withQuery('/api/v1/planned-posts/export', {
        workspace,
        format,
        from: at(addDays(first, -1)),
        to: at(addDays(end, 1)),
      }),
    )
  return (
    <Menu trigger={<IconButton icon={Ellipsis} label={t('files.menu')} />}>
      <MenuItem icon={FileSpreadsheet} onSelect={download('csv')}>
        {t('files.csv')}
      </MenuItem>
      <MenuItem icon={FileSpreadsheet} onSelect={download('xlsx')}>
        {t('files.xlsx')}
      </MenuItem>
      <MenuItem icon={CalendarDays} onSelect={download('ics')}>
        {t('files.ics')}
      </MenuItem>
      {may('plan.manage') && (
        <MenuItem icon={FileUp} onSelect={onImport}>
          {t('files.import')}
        </MenuItem>
      )}
    </Menu>
  )
}
