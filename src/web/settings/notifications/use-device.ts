import { useState } from 'react'
import { DeviceBody as Body, type DeviceBody, DeviceList } from '../../../modules/publish/push/contract.ts'
import { api } from '../../api/client.ts'
import { useWrite } from '../../api/query.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'

type State = 'off' | 'cannot' | 'denied' | 'failed'

const isAble = (): boolean =>
  'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis

/** Asks the browser whether it may be told, and gives its address to the house. */
export function useDevice({ key }: DeviceList) {
  const t = useWords('settings')
  const [state, setState] = useState<State>(() =>
    !isAble() ? 'cannot' : Notification.permission === 'denied' ? 'denied' : 'off',
  )
  const [asking, setAsking] = useState(false)
  const add = useWrite(
    (body: DeviceBody) => api.post('/me/devices', { body, schema: DeviceList, workspace: null }),
    { touches: ['me'], onSuccess: () => toast(t('push.done')) },
  )
  const start = async () => {
    setAsking(true)
    try {
      if ((await Notification.requestPermission()) !== 'granted') return setState('denied')
      add.mutate(await subscribe(key))
      setState('off')
    } catch {
      setState('failed')
    } finally {
      setAsking(false)
    }
  }
  return { state, busy: asking || add.isPending, start }
}

/** An old subscription of another house's key is of no use here. */
async function subscribe(key: string): Promise<DeviceBody> {
  const { pushManager } = await navigator.serviceWorker.ready
  const known = await pushManager.getSubscription()
  if (known && toText(known.options.applicationServerKey) !== key) await known.unsubscribe()
  const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })
  const { endpoint, keys } = made.toJSON()
  return Body.parse({ endpoint, keys: { p256dh: keys?.p256dh, auth: keys?.auth } })
}

const toText = (bytes: ArrayBuffer | null): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes ?? new ArrayBuffer(0))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
