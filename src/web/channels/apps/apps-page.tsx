import { KeyRound, Plus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useProblemWords } from '../../api/words.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { NetworkMark } from '../../kit/network.tsx'
import { Card, Page as Frame } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { type Network, useNetworks } from '../use-networks.ts'
import { AppForm } from './app-form.tsx'
import { AppGuide } from './app-guide.tsx'
import { AppRow } from './app-row.tsx'
import { type NetworkApp, useApps } from './use-apps.ts'

const DoorsCard = lazy(() => import('./doors-card.tsx'))

type Shown = { network: Network; app?: NetworkApp }

/** The apps that are registered at networks: those of this workspace, and those that others of the organisation share. */
export function Page() {
  const t = useWords('channels')
  const words = useProblemWords()
  const apps = useApps()
  const networks = useNetworks()
  const [shown, setShown] = useState<Shown | null>(null)
  const asking = networks.items?.filter(({ app }) => app) ?? []
  const items = apps.data?.items ?? []
  const add = asking.length > 0 && (
    <Menu
      trigger={
        <Button look="primary" icon={Plus}>
          {t('apps.add')}
        </Button>
      }
    >
      {asking.map((network) => (
        <MenuItem key={network.id} onSelect={() => setShown({ network })}>
          <NetworkMark network={network} />
          {network.name}
        </MenuItem>
      ))}
    </Menu>
  )
  const networkOf = (id: string) => networks.items?.find((one) => one.id === id)
  return (
    <Frame
      title={t('apps.title')}
      help={t('apps.help')}
      width="read"
      back={{ to: '/channels', label: t('nav') }}
      actions={items.length > 0 && add}
    >
      <Card flush>
        {(apps.isPending || networks.isPending) && <SkeletonRows rows={2} />}
        {apps.error && <ErrorState words={words(apps.error)} onRetry={() => void apps.refetch()} />}
        {apps.isSuccess && items.length === 0 && (
          <EmptyState icon={KeyRound} title={t('apps.emptyTitle')} action={add || undefined}>
            {t('apps.emptyWords')}
          </EmptyState>
        )}
        <ul className="divide-y divide-line px-4 md:px-5">
          {items.map((app) => {
            const network = networkOf(app.network)
            return (
              network && (
                <AppRow key={app.id} app={app} network={network} onEdit={() => setShown({ network, app })} />
              )
            )
          })}
        </ul>
      </Card>
      <div className="mt-5">
        <Suspense fallback={null}>
          <DoorsCard />
        </Suspense>
      </div>
      {shown?.network.app && apps.data && (
        <Dialog
          open
          wide
          onClose={() => setShown(null)}
          title={shown.app ? shown.app.name : t('apps.addOf', { network: shown.network.name })}
        >
          <div className="flex flex-col gap-5">
            <AppGuide
              network={shown.network}
              rule={shown.network.app}
              backUri={apps.data.backUri}
              folded={shown.app !== undefined}
            />
            <AppForm
              network={shown.network}
              rule={shown.network.app}
              app={items.find(({ id }) => id === shown.app?.id) ?? shown.app}
              onSaved={() => setShown(null)}
              onCancel={() => setShown(null)}
            />
          </div>
        </Dialog>
      )}
    </Frame>
  )
}
