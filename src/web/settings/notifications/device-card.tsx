import { useQuery } from '@tanstack/react-query'
import { BellOff, BellRing, X } from 'lucide-react'
import { type Device, DeviceList } from '../../../modules/publish/push/contract.ts'
import { api, path } from '../../api/client.ts'
import { ask, useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button, IconButton } from '../../kit/button.tsx'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { Card } from '../../kit/page.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { useDevice } from './use-device.ts'

/** Whether this browser is told at once, and which others of the person are. */
export default function DeviceCard() {
  const t = useWords('settings')
  const words = useProblemWords()
  const devices = useQuery(ask({ topic: 'me', path: '/me/devices', schema: DeviceList, workspace: null }))
  return (
    <Card title={t('push.title')} help={t('push.help')}>
      {devices.isPending && <SkeletonRows rows={1} />}
      {devices.error && (
        <ErrorState small words={words(devices.error)} onRetry={() => void devices.refetch()} />
      )}
      {devices.data && <Here list={devices.data} />}
    </Card>
  )
}

function Here({ list }: { list: DeviceList }) {
  const t = useWords('settings')
  const device = useDevice(list)
  const remove = useWrite(({ id }: Device) => api.delete(path`/me/devices/${id}`, { workspace: null }), {
    touches: ['me'],
    onSuccess: () => toast(t('push.gone')),
  })
  const here = list.items.find((one) => one.here)
  const others = list.items.filter((one) => !one.here)
  return (
    <div className="flex flex-col items-start gap-3">
      {device.state === 'cannot' && <p className="text-muted">{t('push.cannot')}</p>}
      {device.state === 'denied' && <Alert tone="warn">{t('push.denied')}</Alert>}
      {device.state === 'failed' && <Alert tone="bad">{t('push.failed')}</Alert>}
      {here && <p>{t('push.isOn')}</p>}
      {device.state !== 'cannot' &&
        (here ? (
          <Button icon={BellOff} busy={remove.isPending} onClick={() => remove.mutate(here)}>
            {t('push.off')}
          </Button>
        ) : (
          <Button icon={BellRing} busy={device.busy} onClick={() => void device.start()}>
            {t('push.on')}
          </Button>
        ))}
      {others.length > 0 && <Others devices={others} onRemove={(one) => remove.mutate(one)} />}
    </div>
  )
}

type OthersProps = { devices: readonly Device[]; onRemove: (device: Device) => void }

function Others({ devices, onRemove }: OthersProps) {
  const t = useWords('settings')
  const formats = useFormats()
  return (
    <div className="w-full">
      <h3 className="mb-1 text-sm font-semibold text-muted">{t('push.others')}</h3>
      <ul className="divide-y divide-line">
        {devices.map((one) => (
          <li key={one.id} className="flex items-center justify-between gap-3 py-1.5">
            <span className="min-w-0 truncate">
              {one.name}{' '}
              <span className="text-sm text-muted">
                {one.toldAt ? t('push.told', { when: formats.relative(one.toldAt) }) : t('push.never')}
              </span>
            </span>
            <IconButton icon={X} label={t('push.remove', { name: one.name })} onClick={() => onRemove(one)} />
          </li>
        ))}
      </ul>
    </div>
  )
}
