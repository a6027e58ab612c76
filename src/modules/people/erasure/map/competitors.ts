/** Others: who speaks to the same people, and who may pass themselves off as the brand. */
import { account, pointer, resembling, stranger, type Tables, words } from './kind.ts'

export const competitorsMap: Tables = {
  presence_settings: {
    is: 'By what the brand is known, for the audit of its presence.',
    personal: { names: words('Other names of the brand.'), sites: words('Its sites.') },
    plain: '',
  },
  presence_accounts: {
    is: 'An account of the brand that is not joined.',
    personal: {
      handle: words('What it is called there.'),
      url: words('Its page.'),
      note: words('What somebody noted.'),
    },
    plain: 'network',
  },
  presence_runs: {
    is: 'An audit of the presence.',
    personal: {
      started_by: pointer('Who asked for it.'),
      findings: account('What was found of the brand’s own accounts.'),
      difference: resembling('Who was new or gone since the time before, by handle.'),
    },
    plain: 'cause state gaps',
  },
  presence_pictures: {
    is: 'A picture of a profile as an audit found it.',
    personal: { bytes: resembling('The picture, drawn anew.') },
    plain: 'source_digest digest mime hash',
  },
  suspects: {
    is: 'An account that resembles one of the brand’s.',
    personal: {
      account: resembling('What it is called wherever one asks.'),
      handle: resembling('What it is called there.'),
      name: resembling('What it calls itself.'),
      bio: resembling('What it says of itself.'),
      url: resembling('Its page.'),
      facts: resembling('Followers, age and links.'),
      signals: resembling('In what it resembles.'),
      report_note: words('What somebody noted of the report.'),
    },
    plain: 'network verdict',
  },
  presence_verdicts: {
    is: 'What somebody decided of an account or a suspect.',
    personal: { reason: words('Why.'), author_id: pointer('Who decided it.') },
    plain: 'subject_kind verdict',
  },
  presence_evidence: {
    is: 'What a suspect showed at one moment, for whoever judges a report.',
    personal: {
      taken_by: pointer('Who took it.'),
      body: resembling('The profile with its picture, and who took it.'),
    },
    plain: 'digest',
  },
  competitors: {
    is: 'Somebody else who speaks to the same people.',
    personal: { name: words('Its name, which may be a person’s.'), website: words('Its page.') },
    plain: '',
  },
  competitor_notes: {
    is: 'What works for a competitor, or fails.',
    personal: { words: words('What was seen.'), author_id: pointer('Who noted it.') },
    plain: 'kind',
  },
  competitor_profiles: {
    is: 'A public profile of a competitor.',
    personal: {
      handle: stranger('As the network shows it.'),
      name: stranger('As the network shows it.'),
      url: stranger('Its page.'),
      avatar_url: stranger('Its picture.'),
      remote_id: stranger('Its id at the network.'),
      moved_to: stranger('Where its people say that they went.'),
      trouble_words: stranger('Why it could not be read.'),
    },
    plain: 'network server trouble_code',
  },
  competitor_days: {
    is: 'What such a profile counted on a day.',
    personal: {},
    plain: 'source followers_source following_source posts_source',
  },
  competitor_posts: {
    is: 'A public post of a competitor, without whom it names. Of those who commented only how many, and how soon they were answered.',
    personal: {
      words: stranger('How it begins.', '90 days after it was published'),
      url: stranger('Its page.', '90 days after it was published'),
      remote_id: stranger('Its id at the network.', '90 days after it was published'),
    },
    plain: 'kind format answers source',
  },
}
