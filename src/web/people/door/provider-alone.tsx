import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { usePageTitle } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { ProviderButton } from './provider-button.tsx'

type Props = { label: string; problem: string | undefined; onPassword: () => void }

/** Where only the provider's sign-in is allowed. A password is for whom the keeper of the house lets in. */
export function ProviderAlone({ label, problem, onPassword }: Props) {
  const t = useWords('people')
  const heading = usePageTitle(t('signIn.title'))
  return (
    <div className="flex flex-col gap-4">
      <h1 ref={heading} tabIndex={-1} className="mb-2 text-2xl font-semibold tracking-tight">
        {t('signIn.title')}
      </h1>
      {problem && <Alert tone="bad">{problem}</Alert>}
      <ProviderButton label={label} look="primary" />
      <Button look="quiet" onClick={onPassword}>
        {t('provider.usePassword')}
      </Button>
    </div>
  )
}
