import { Download, FileJson, FileSpreadsheet } from 'lucide-react'
import { withQuery } from '../../api/client.ts'
import { useWorkspace } from '../../api/me.ts'
import { IconButton } from '../../kit/button.tsx'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { useWords } from '../../kit/words.ts'
import { postsPage } from './routes.tsx'
import { asked } from './use-posts.ts'

/** The posts that are shown, as a file that the import reads back. */
export function ExportMenu() {
  const t = useWords('bulk')
  const { id: workspace } = useWorkspace()
  const { shelf, q, channel, category, campaign, goal } = postsPage.useSearch()
  const take = (format: string) => () =>
    window.location.assign(
      withQuery('/api/v1/posts/export', {
        ...{ workspace, format, text: q, channel, category, campaign, goal },
        ...asked[shelf],
      }),
    )
  return (
    <Menu trigger={<IconButton icon={Download} label={t('export.title')} look="secondary" />}>
      <MenuItem icon={FileSpreadsheet} onSelect={take('csv')}>
        {t('export.csv')}
      </MenuItem>
      <MenuItem icon={FileSpreadsheet} onSelect={take('xlsx')}>
        {t('export.xlsx')}
      </MenuItem>
      <MenuItem icon={FileJson} onSelect={take('json')}>
        {t('export.json')}
      </MenuItem>
    </Menu>
  )
}
