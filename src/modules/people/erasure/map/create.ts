/** What people write and show. */
import { account, own, pointer, secret, type Tables, words } from './kind.ts'

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
      machine_made: words('Which of its words a machine wrote.'),
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
  influencers: {
    is: 'Somebody outside who speaks for the brand; forgotten by removing it.',
    personal: {
      name: words('Their name.'),
      handle: words('Where people know them from.'),
      note: words('What is known of them.'),
      connection: words('What ties them to the brand.'),
    },
    plain: '',
  },
  hashtag_sets: {
    is: 'Hashtags that go together.',
    personal: { name: words('Its name.'), tags: words('What it holds.') },
    plain: '',
  },
  snippets: {
    is: 'Words that are used again.',
    personal: { name: words('Its name.'), text: words('What it says.') },
    plain: '',
  },
  link_rules: {
    is: 'How links say where their readers came from.',
    personal: {
      source: words('What the source is called.'),
      medium: words('What the medium is called.'),
      campaign: words('What the campaign is called.'),
      term: words('What else is said.'),
      content: words('What else is said.'),
      excluded: words('Hosts whose links stay as they are.'),
    },
    plain: '',
  },
  link_cards: {
    is: 'What a page said of itself, for a day.',
    personal: {
      url: words('Where it is.', 'a day; the last ones until the next is read'),
      title: account('What it is called.'),
      description: account('What it says of itself.'),
    },
    plain: 'digest',
  },
  media_edits: {
    is: 'How a picture was made of another.',
    personal: { recipe: words('What is written on it.') },
    plain: '',
  },
  brand_kits: {
    is: 'How the brand looks.',
    personal: { colours: words('What its colours are called.') },
    plain: 'fonts',
  },
  brand_logos: { is: 'A logo.', personal: { name: words('What it is called.') }, plain: '' },
  media_folders: { is: 'A folder of the library.', personal: { name: words('Its name.') }, plain: '' },
  media_proofs: {
    is: 'A file that proves consent.',
    personal: { file_name: words('What it is called.') },
    plain: 'mime digest storage_key',
  },
  media_films: { is: 'What was found in a film.', personal: {}, plain: 'facts cover' },
  media_captions: {
    is: 'What is said in a film, as text.',
    personal: { words: words('What is said.'), file_name: words('What the file was called.') },
    plain: 'language digest',
  },
  film_conversions: {
    is: 'A film that is made otherwise; cuts are a week old at most.',
    personal: {
      asked_by: { ...pointer('Who asked for it.'), until: 'a week at most', exported: false },
      asked_name: { ...pointer('How they are called.'), until: 'a week at most', exported: false },
    },
    plain: 'rule kind plan networks state problem asked_kind',
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
    plain: 'packs ground',
  },
  media_forms: { is: 'A picture in another size.', personal: {}, plain: 'rule storage_key mime digest' },
  assistants: {
    is: 'Which model is asked for words, and what it costs.',
    personal: {},
    plain: 'base_url model sealed key_id users currency',
  },
  assistant_calls: {
    is: 'That a model was asked, and what it cost; not what was said.',
    personal: { person_id: pointer('Who asked.') },
    plain: 'tool model state problem currency',
  },
  slots: { is: 'A weekly time.', personal: {}, plain: 'category' },
  approval_rules: {
    is: 'Which posts need a yes.',
    personal: { name: words('Its name.') },
    plain: 'categories sender_roles',
  },
  approval_steps: {
    is: 'Who is asked, one after the other.',
    personal: { name: words('Its name.') },
    plain: 'how roles at_deadline',
  },
  approval_seats: {
    is: 'Somebody who is asked by name; afterwards the seat is empty, and the step waits for another.',
    personal: { person_id: pointer('Who.') },
    plain: '',
  },
  approval_step_works: { is: 'Who is asked by the matrix of the team.', personal: {}, plain: 'part' },
  approval_versions: {
    is: 'What a post said when it was asked about.',
    personal: { content: words('The words.') },
    plain: 'digest',
  },
  approval_votes: {
    is: 'A yes to what a post says.',
    personal: {
      person_id: pointer('Who said it.'),
      seat_id: pointer('In whose place.'),
      guest: words('What somebody outside called themselves.'),
    },
    plain: 'digest',
  },
  approval_asks: { is: 'What waits for whom.', personal: {}, plain: 'state' },
  approval_comments: {
    is: 'Something that was said to a post.',
    personal: {
      words: { ...words('What was said.'), exported: true },
      anchor: words('The words that it is about.'),
      mentions: { ...pointer('Who was to read it.'), exported: false },
      person_id: pointer('Who said it.'),
      resolved_by: pointer('Who saw that it was met.'),
      guest: words('What somebody outside called themselves.'),
    },
    plain: 'digest kind',
  },
  post_versions: {
    is: 'What a post said before; at most the last 200 of each.',
    personal: {
      content: words('The words.'),
      variants: words('Those of single channels.'),
      machine_made: words('Which of them a machine wrote.'),
      person_id: pointer('Who wrote them.'),
      by_name: words('Which key or program.'),
    },
    plain: 'fields',
  },
  post_company: {
    is: 'Who has a post open at the moment.',
    personal: {
      person_id: {
        ...own('Who.', 'until it is closed; of a tab that died, until somebody else opens a post'),
        exported: false,
      },
    },
    plain: '',
  },
  tasks: {
    is: 'Something that is to be done.',
    personal: {
      title: { ...words('What.'), exported: true },
      note: { ...words('More of it.'), exported: true },
      assignee_id: pointer('Who is to do it.'),
      made_by: pointer('Who wanted it.'),
      done_by: pointer('Who did it.'),
    },
    plain: '',
  },
  approval_stand_ins: {
    is: 'Somebody is away, and somebody takes their place.',
    personal: { person_id: own('Who is away.'), stand_in_id: own('Who takes the place.') },
    plain: '',
  },
  approval_links: {
    is: 'A link by which people outside approve.',
    personal: {
      made_by: own('Who answers for it.', '60 days after it is over'),
      label: { ...words('For whom it is.', '60 days after it is over'), exported: true, erased: 'deleted' },
      digest: secret('Of what the link carries.', '60 days after it is over'),
      pin_digest: secret('Of its PIN.', '60 days after it is over'),
    },
    plain: '',
  },
  calendar_links: {
    is: 'A link by which others look at the calendar, or an address at which somebody follows it.',
    personal: {
      made_by: own('Who answers for it.', '60 days after it is over'),
      label: { ...words('For whom it is.', '60 days after it is over'), exported: true, erased: 'deleted' },
      digest: secret('Of what the link carries.', '60 days after it is over'),
    },
    plain: 'kind stages',
  },
  calendar_notes: {
    is: 'A note of the team in the calendar.',
    personal: { text: words('What it says.'), made_by: pointer('Who wrote it.') },
    plain: 'colour',
  },
  approval_pages: {
    is: 'How the page for people outside looks.',
    personal: { greeting: words('What it says.') },
    plain: 'colour',
  },
}
