import { Link } from '@tanstack/react-router'
import { Download, FileInput, RefreshCw } from 'lucide-react'
import { CollectAnswer } from '../../../modules/measure/collection/contract.ts'
import { api, withQuery } from '../../api/client.ts'
import { useMay, useWorkspace } from '../../api/me.ts'
import { useWrite } from '../../api/query.ts'
import { Button } from '../../kit/button.tsx'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { useAsked } from './use-numbers.ts'

/** Ask the networks now, and take the numbers along as a table. */
export function Actions() {
  const t = useWords('numbers')
  const may = useMay()
  const { demo } = useWorkspace()
  const collect = useWrite(() => api.post('/numbers/collect', { schema: CollectAnswer }), {
    onSuccess: ({ channels }) => toast(channels > 0 ? t('asking', { count: channels }) : t('freshAlready')),
  })
  return (
    <>
      {may('team.read') && !demo && (
        <Button icon={RefreshCw} busy={collect.isPending} onClick={() => collect.mutate(undefined)}>
          {t('askNow')}
        </Button>
      )}
      {may('plan.manage') && (
        <Button asChild>
          <Link to="/numbers/imports">
            <FileInput aria-hidden className="size-4" />
            {t('fromFile')}
          </Link>
        </Button>
      )}
      <Export />
    </>
  )
}

function Export() {
  const t = useWords('numbers')
  const { id: workspace } = useWorkspace()
  const { from, to, channels } = useAsked()
  const fetchFile = (of: 'days' | 'posts') =>
    window.location.assign(withQuery('/api/v1/numbers/export', { workspace, of, from, to, channels }))
  return (
    <Menu trigger={<Button icon={Download}>{t('export')}</Button>}>
      <MenuItem onSelect={() => fetchFile('days')}>{t('exportDays')}</MenuItem>
      <MenuItem onSelect={() => fetchFile('posts')}>{t('exportPosts')}</MenuItem>
    </Menu>
  )
}
