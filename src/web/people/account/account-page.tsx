import { Page as Frame } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { FarewellCard } from './farewell-card.tsx'
import { LookCard } from './look-card.tsx'
import { MyDataCard } from './my-data-card.tsx'
import { PasskeysCard } from './passkeys-card.tsx'
import { PasswordForm } from './password-form.tsx'
import { ProfileForm } from './profile-form.tsx'
import { ProviderCard } from './provider-card.tsx'
import { SecondStepCard } from './second-step-card.tsx'
import { SessionsCard } from './sessions-card.tsx'

export function Page() {
  const t = useWords('people')
  return (
    <Frame title={t('account.title')} help={t('account.help')} width="read">
      <div className="flex flex-col gap-5">
        <ProfileForm />
        <LookCard />
        <PasswordForm />
        <SecondStepCard />
        <PasskeysCard />
        <ProviderCard />
        <SessionsCard />
        <MyDataCard />
        <FarewellCard />
      </div>
    </Frame>
  )
}
