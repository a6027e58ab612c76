import { type ReactNode, useState } from 'react'
import type { AppRule } from '../../../networks/kit/manifest.ts'
import { useProblemWords } from '../../api/words.ts'
import { Button } from '../../kit/button.tsx'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Field } from '../../kit/field.tsx'
import { NativeSelect } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'
import type { Network } from '../use-networks.ts'
import { AppForm } from './app-form.tsx'
import { AppGuide } from './app-guide.tsx'
import { useApps } from './use-apps.ts'

type Props = {
  network: Network
  rule: AppRule
  /** The app by which the account signed in before: offered first. */
  before?: string | null | undefined
  /** What it takes to get one, which is said before the steps. */
  needed: ReactNode
  /** What follows once there is an app. */
  children: (appId: string) => ReactNode
}

/** By which app somebody signs in: the only one, one of several, or one that is added here and now. */
export function AppChoice({ network, rule, before, needed, children }: Props) {
  const t = useWords('channels')
  const words = useProblemWords()
  const apps = useApps()
  const [chosen, setChosen] = useState(before ?? undefined)
  const [adding, setAdding] = useState(false)
  // What is known stays while it cannot be asked for anew: somebody is typing below.
  if (!apps.data)
    return apps.error ? (
      <ErrorState small words={words(apps.error)} onRetry={() => void apps.refetch()} />
    ) : (
      <SkeletonRows rows={2} />
    )
  const usable = apps.data.items.filter((app) => app.network === network.id)
  const app = usable.find(({ id }) => id === chosen) ?? usable[0]
  if (adding || !app)
    return (
      <section className="flex flex-col gap-5">
        <p className="text-base text-muted">{t('apps.why', { network: network.name })}</p>
        {needed}
        <AppGuide network={network} rule={rule} backUri={apps.data.backUri} />
        <AppForm
          network={network}
          rule={rule}
          onSaved={({ id }) => {
            setChosen(id)
            setAdding(false)
          }}
          onCancel={app && (() => setAdding(false))}
        />
      </section>
    )
  return (
    <>
      <div className="flex flex-wrap items-end gap-2">
        <div className="min-w-0 flex-1">
          <Field label={t('apps.choice')}>
            <NativeSelect value={app.id} onChange={({ target }) => setChosen(target.value)}>
              {usable.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </NativeSelect>
          </Field>
        </div>
        <Button onClick={() => setAdding(true)}>{t('apps.another')}</Button>
      </div>
      {children(app.id)}
    </>
  )
}
