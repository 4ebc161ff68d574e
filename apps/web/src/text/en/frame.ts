// The frame's sentences in English.
import type { id } from '../id.ts';

export const frame: (typeof id)['frame'] = {
  nav: {
    label: 'Main menu', home: 'Home', desk: 'Registration', counter: 'Queue', poli: 'Poli', pharmacy: 'Pharmacy', tasks: 'Task ID',
    messages: 'Messages', settings: 'Settings', more: 'More', collapse: 'Collapse menu', expand: 'Expand menu', integration: 'Integration',
  },
  header: {
    search: 'Search name, record no., booking code, SEP', searchShort: 'Search', clock: 'Facility clock', person: 'Account {{name}}', language: 'Language',
    indonesian: 'Bahasa Indonesia', english: 'English', theme: 'Appearance', light: 'Light', dark: 'Dark', auto: 'As computer', keys: 'Keyboard shortcuts',
    signOut: 'Sign out', facility: 'Switch facility', skip: 'Skip to content',
  },
  strip: {
    label: 'State of the BPJS services', since: 'since {{time}}', lastGood: 'last good {{age}}', waiting: '{{count}} waiting',
    delivered: '{{count}} messages delivered', refused: '{{count}} refused', unknown: '{{count}} being checked', parked: '{{count}} held',
    unavailable: 'The state of BPJS cannot be read yet', serverAway: 'The Titian server does not answer. What was saved is safe; this screen reconnects by itself.',
    reconnecting: 'Live connection lost, reconnecting …', demo: 'Demo: every person and number is made up',
    outage: 'Service goes on; everything is delivered with its true time once BPJS is back.',
  },
  signIn: {
    title: 'Sign in', tagline: 'Recorded once, right everywhere.', lead: 'The bridge between health facilities and BPJS Kesehatan.', username: 'User name', password: 'Password', submit: 'Sign in',
    wrong: 'User name or password does not match.', wrongNext: 'Check upper and lower case and try again. Forgotten: ask your IT to set a new one.',
    wait: 'Too many attempts. Try again in {{seconds}} seconds.', required: 'Please fill in this field.', expired: 'The session ended. Sign in again to go on.',
  },
  state: {
    loading: 'Loading …', retry: 'Load again', offlineTitle: 'The Titian server cannot be reached', offlineBody: 'This computer does not reach the Titian server. Check cable or Wi-Fi; nothing saved is lost.',
    timeoutTitle: 'The server takes too long', timeoutBody: 'The request was not answered yet. Press once more: the same entry is never saved twice.',
    brokenTitle: 'Something broke in the Titian server', brokenBody: 'Try again in a moment. If it goes on, give this code to your IT.',
    refusedTitle: 'Could not be saved yet', reference: 'Code: {{reference}}', forbidden: 'This part is not among the tasks of your account.', notFoundTitle: 'No such page', notFoundBody: 'This address is not known.',
    toHome: 'To Home', crashTitle: 'This screen stopped', crashBody: 'Load the page again. What was saved is safe.', more: 'Load more', staleNote: 'Showing the last data ({{age}})',
    cancel: 'Cancel', close: 'Close', save: 'Save', saved: 'Saved', bpjsSays: 'BPJS says', nextStep: 'Next step', who: 'Who can fix it', nothing: '–', yes: 'Yes', no: 'No',
    reason: 'Reason', reasonHint: 'Kept in the audit trail with your name.', reasonShort: 'Write a reason of at least {{count}} letters.',
  },
  keys: {
    title: 'Keyboard shortcuts', search: 'To the participant search', new: 'New registration', callNext: 'Call next', anything: 'Search anything', help: 'Show these shortcuts',
    enter: 'Save & print number', escape: 'Close drawer or dialog', go: 'g then a letter: b Home · d Registration · a Queue · p Poli · f Pharmacy · t Task ID · m Messages',
  },
  search: {
    title: 'Search visits', placeholder: 'Name, record no., booking code, SEP number, queue number', hint: 'Type at least 2 letters. Arrows to choose, Enter to open.', empty: 'No visit matches.',
    emptyNext: 'Participants not registered yet are searched in Registration.', register: 'Search participant in Registration', recent: 'Today and before',
  },
  date: { previous: 'Previous day', next: 'Next day', today: 'Today', pick: 'Pick a date' },
};
