/** What people write and show. */
import { account, pointer, type Tables, words } from './kind.ts'

export const createMap: Tables = {
  posts: {
    is: 'What somebody wrote.',
    personal: {
      content: {
        ...words('The idea.', 'as long as the workspace; deleted ones 30 days'),
        exported: true,
      },
      search_text: words('The same, for searching.', 'as long as the workspace; deleted ones 30 days'),
      author_id: pointer('Who wrote it; “a former member” afterwards. Mere drafts go with them.'),
      declined_words: words('Why a proposal was declined.'),
      connection: words('Who pays for it.'),
      evidence: words('What stands behind its claims.'),
    },
    plain: 'stage category appeal wish_zone changes deleted_plans',
  },
  variants: {
    is: 'A post in the words of one channel.',
    personal: { content: words('The words.'), options: words('How it goes out, such as a warning.') },
    plain: '',
  },
  shelf: {
    is: 'What an adapter remembers of a channel.',
    personal: { value: account('Ids of the account’s own things.'), key: account('Under which name.') },
    plain: '',
  },
  media: {
    is: 'A picture or film. Place, device and author are emptied when it is taken in.',
    personal: {
      file_name: { ...words('What it was called.'), exported: true },
      alt: { ...words('What it shows.'), exported: true },
      created_by: pointer('Who brought it.'),
      brought_by: { ...pointer('Who else brought the same file.'), exported: false },
      tags: words('Under what it is found.'),
      search_text: words('Name, alt text and tags in small letters.'),
      owner: words('Whose it is.'),
      terms: words('On which terms it may be shown.'),
    },
    plain: 'digest upload_digest kind mime storage_key licence consent',
  },
  campaigns: {
    is: 'A campaign.',
    personal: {
      name: words('Its name.'),
      brief: words('What it is for.'),
      hashtags: words('What its posts carry.'),
      links: words('Where its posts lead.'),
      connection: words('Who pays for it.'),
    },
    plain: 'colour',
  },
  media_folders: { is: 'A folder of the library.', personal: { name: words('Its name.') }, plain: '' },
  media_proofs: {
    is: 'A file that proves consent.',
    personal: { file_name: words('What it is called.') },
    plain: 'mime digest storage_key',
  },
  media_uploads: {
    is: 'A file on its way into the library; a day old, seldom more.',
    personal: {
      bringer: { ...pointer('Who sends it.'), until: 'a week at most', exported: false },
      bringer_name: { ...pointer('How they are called.'), until: 'a week at most', exported: false },
      file_name: words('What it is called.', 'a week at most'),
      mark: words('By what the browser knows it again.', 'a week at most'),
      source_url: words('Where it is fetched from.', 'a week at most'),
    },
    plain: 'digest state problem bringer_kind',
  },
  media_pieces: { is: 'A piece of such a file.', personal: {}, plain: 'digest' },
  compliance_settings: { is: 'Where its readers are.', personal: {}, plain: 'jurisdictions' },
  compliance_channels: { is: 'A channel whose readers are elsewhere.', personal: {}, plain: 'jurisdictions' },
  compliance_switches: {
    is: 'A rule that was switched off.',
    personal: { user_id: pointer('Who did it.'), reason: words('Why.') },
    plain: 'rule',
  },
  compliance_overrides: {
    is: 'Something that was let pass.',
    personal: { user_id: pointer('Who did it.'), reason: words('Why.') },
    plain: 'rule digest',
  },
  compliance_results: {
    is: 'What was found when words were frozen.',
    personal: { found: words('Findings, with the words that they are about.') },
    plain: 'packs',
  },
  media_forms: { is: 'A picture in another size.', personal: {}, plain: 'rule storage_key mime digest' },
  slots: { is: 'A weekly time.', personal: {}, plain: 'category' },
}
