import { Download, FileJson, FileSpreadsheet } from 'lucide-react'
import { withQuery } from '../../api/client.ts'
import { useWorkspace } from '../../api/me.ts'
import { IconButton } from '../../kit/button.tsx'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { useWords } from '../../kit/words.ts'

export function FilesMenu() {
  const t = useWords('presence')
  const { id: workspace } = useWorkspace()
  const download = (of: string, form: string) => () =>
    window.location.assign(withQuery('/api/v1/presence/export', { workspace, of, form }))
  return (
    <Menu trigger={<IconButton icon={Download} label={t('menu')} look="secondary" />}>
      <MenuItem icon={FileSpreadsheet} onSelect={download('accounts', 'csv')}>
        {t('files.accounts')}
      </MenuItem>
      <MenuItem icon={FileJson} onSelect={download('accounts', 'json')}>
        {t('files.accountsJson')}
      </MenuItem>
      <MenuItem icon={FileSpreadsheet} onSelect={download('suspects', 'csv')}>
        {t('files.suspects')}
      </MenuItem>
      <MenuItem icon={FileJson} onSelect={download('suspects', 'json')}>
        {t('files.suspectsJson')}
      </MenuItem>
    </Menu>
  )
}
