import type { Written } from './written.ts'

export const english: Written = {
  alone: {
    name: 'Alone beside the work',
    about:
      'For a shop, a café or a practice whose owner posts between customers: three posts a week, about two hours. Too little for a team that publishes every day.',
    pillars: [
      { name: 'What we make', about: 'Today’s work, from the first step to the finished piece' },
      { name: 'Who we are', about: 'Faces, hands, the room, why we do it this way' },
      { name: 'Good to know', about: 'What customers ask at the counter, answered once for all' },
    ],
    rubrics: [
      {
        name: 'Tip Tuesday',
        hint: 'One question from last week, answered in three sentences and one picture.',
      },
      { name: 'Behind the counter', hint: 'Somebody of us, or a corner that nobody sees. No sale.' },
    ],
  },
  companies: {
    name: 'For companies that sell to companies',
    about:
      'For long decisions and few buyers: much is explained, little is offered. Not for goods that one buys in a minute.',
    pillars: [
      { name: 'How it works', about: 'One part, one step, one mistake, explained by who knows' },
      { name: 'From practice', about: 'What was measured at a customer’s, with their leave' },
      { name: 'The people', about: 'Who answers the phone, who learns here, who retires' },
    ],
    rubrics: [
      {
        name: 'Question of the week',
        hint: 'A question that sales or service heard; the answer without advertising.',
      },
      {
        name: 'A number explained',
        hint: 'One number from practice: how it was measured, and what it does not say.',
      },
    ],
  },
  shop: {
    name: 'Online shop',
    about:
      'For shops that sell from the post: a fifth is offers, four times as much as is usual. Whoever has few goods and many followers takes less.',
    pillars: [
      { name: 'In use', about: 'The thing where it belongs, in somebody’s hand' },
      { name: 'How to choose', about: 'Sizes, differences, care, for whom it is not' },
      { name: 'Customers', about: 'Their pictures and words, with their leave' },
    ],
    rubrics: [
      { name: 'New on Monday', hint: 'One new thing: what it costs, how many there are, where to get it.' },
      { name: 'How to choose', hint: 'Two things side by side, and for whom which of them is.' },
    ],
    dates: ['Presents for the end of the year'],
  },
  house: {
    name: 'House with a programme',
    about:
      'For museums, libraries, theatres and clubs that want people to come: evenings and weekends, the programme on Thursdays. Needs somebody who knows the dates two weeks ahead.',
    pillars: [
      { name: 'On the programme', about: 'What can be seen and done, and for whom it is' },
      { name: 'From the house', about: 'Objects, rooms, rehearsals, work that nobody sees' },
      { name: 'Visitors', about: 'What people said, drew, asked, found' },
    ],
    rubrics: [
      { name: 'Object of the week', hint: 'One thing, one story, one question to the readers.' },
      {
        name: 'This weekend',
        hint: 'What is on, from when to when, what it costs, how to get in with a pram.',
      },
    ],
  },
  courses: {
    name: 'School and courses',
    about:
      'For whoever teaches and enrols several times a year: each post teaches something small. In the weeks of enrolment add posts for a campaign; they are not in here.',
    pillars: [
      { name: 'Learn it now', about: 'Something that one can do after a minute' },
      { name: 'Teachers and learners', about: 'How somebody learned it, with their leave' },
      { name: 'Enrolment', about: 'Levels, times, prices, the first lesson' },
    ],
    rubrics: [
      { name: 'Mistake of the week', hint: 'A common mistake, why it happens, and how it is right.' },
      {
        name: 'Friday quiz',
        hint: 'One question with three answers; the solution in the first reply on Monday.',
      },
    ],
  },
}
