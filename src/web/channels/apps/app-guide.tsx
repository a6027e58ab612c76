import { ExternalLink } from 'lucide-react'
import { lazy, Suspense } from 'react'
import type { AppRule } from '../../../networks/kit/manifest.ts'
import { useNetworkWords } from '../../api/network-words.ts'
import { CopyField } from '../../kit/copy.tsx'
import { useWords } from '../../kit/words.ts'
import { StepsInWords } from '../guide/steps-in-words.tsx'
import type { Network } from '../use-networks.ts'

const GuidedSteps = lazy(() => import('../guide/guided-steps.tsx'))

type Props = {
  network: Network
  rule: AppRule
  backUri: string
  /** For an app that is registered: pictures are a press away. */
  folded?: boolean
}

/** What to register at the network, step by step, with the address to copy there. */
export function AppGuide({ network, rule, backUri, folded }: Props) {
  const t = useWords('channels')
  const say = useNetworkWords()
  return (
    <div className="flex flex-col gap-4">
      <Suspense fallback={<StepsInWords network={network.id} form="app.steps" steps={rule.steps} />}>
        <GuidedSteps
          part="app"
          network={network}
          steps={rule.steps}
          fields={rule.fields}
          values={valuesOf(backUri, rule)}
          folded={folded}
        />
      </Suspense>
      <a
        href={rule.register}
        target="_blank"
        rel="noreferrer"
        className="inline-flex w-fit items-center gap-1.5 text-base font-medium text-accent hover:underline touch:py-2.5"
      >
        {t('apps.register', { network: network.name })}
        <ExternalLink aria-hidden className="size-4" />
      </a>
      <div>
        <p className="mb-1.5 text-sm font-medium">{t('apps.backUri')}</p>
        <CopyField value={backUri} label={t('apps.backUri')} />
      </div>
      {rule.scopes.length > 0 && (
        <details>
          <summary className="w-fit min-h-6 cursor-pointer text-sm text-muted hover:text-text touch:py-3">
            {t('apps.scopes')}
          </summary>
          <dl className="mt-2 flex flex-col gap-2 text-sm">
            {rule.scopes.map(({ scope, why }, place) => (
              <div key={scope}>
                <dt className="font-mono break-all">{scope}</dt>
                <dd className="text-muted">{say(network.id, why, `app.scopes.${place}`)}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </div>
  )
}

/** What is known here and goes there. */
function valuesOf(backUri: string, { scopes }: AppRule) {
  const home = backUri.replace(/\/connect\/callback$/, '')
  return {
    ...{ back: backUri, home },
    host: new URL(home).hostname,
    files: `${home}/fetched/`,
    scopes: scopes.map(({ scope }) => scope).join(', '),
  }
}
