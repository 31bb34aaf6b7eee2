/** English, the language every text exists in; other languages have the same keys. */
export const en = {
  common: {
    save: 'Save', cancel: 'Cancel', close: 'Close', delete: 'Delete', edit: 'Edit', add: 'Add', remove: 'Remove', back: 'Back', next: 'Next', previous: 'Previous',
    done: 'Done', apply: 'Apply', clear: 'Clear', retry: 'Try again', loading: 'Loading…', search: 'Search', more: 'More', yes: 'Yes', no: 'No', none: 'None', open: 'Open',
    copy: 'Copy', copied: 'Copied', required: 'required', new: 'New', actions: 'Actions', name: 'Name', create: 'Create', undo: 'Undo', empty: 'empty',
    from: 'From', to: 'To', details: 'Details', moveUp: 'Move up', moveDown: 'Move down', requestId: 'Request {{id}}',
  },
  shell: {
    skip: 'Skip to content', home: 'Home', navigation: 'Main navigation', menu: 'Menu', account: 'Account', signOut: 'Sign out', theme: 'Theme', light: 'Light', dark: 'Dark',
    system: 'Same as device', language: 'Language', palette: 'Search or jump to…', offline: 'No connection. What you see may be old; nothing can be saved until it is back.',
    demo: 'Demo data', notFound: 'There is nothing at this address', notFoundHelp: 'It may have been moved or deleted, or you may not be allowed to see it.', toHome: 'Go to the start page',
    crashed: 'This page stopped working', crashedHelp: 'Nothing you saved is lost. Reload the page; if it happens again, tell your developer what you did.', reload: 'Reload',
    updated: 'A new version is ready', collapse: 'Collapse navigation', expand: 'Expand navigation', breadcrumbs: 'You are here',
    groups: { Sell: 'Sell', Customers: 'Customers', Inventory: 'Inventory', Care: 'Care', Insights: 'Insights', Settings: 'Settings' },
  },
  panel: {
    failed: 'The “{{plugin}}” page could not be shown', failedHelp: 'Everything else still works. Reload the page. If it stays like this, check the plugin “{{plugin}}” in the server log or update it.',
    slotFailed: 'A part of “{{plugin}}” could not be shown here.',
  },
  signIn: {
    title: 'Sign in', email: 'E-mail', password: 'Password', submit: 'Sign in', wrong: 'E-mail and password do not match.', tooMany: 'Too many tries. Wait a few minutes and try again.',
    show: 'Show password', hide: 'Hide password', expired: 'You were signed out. Sign in again to go on where you were.', demoHint: 'Demo: {{email}} / {{password}}',
  },
  list: {
    count_one: '{{count, number}} record', count_other: '{{count, number}} records', searchIn: 'Search {{label}}', filters: 'Filters', moreFilters: 'More filters', clearFilters: 'Clear all',
    views: 'Saved views', all: 'All', saveView: 'Save view', viewName: 'Name of the view', shareView: 'Everyone may use it', deleteView: 'Delete this view', updateView: 'Save changes to view',
    viewSaved: 'View saved', columns: 'Columns', resetColumns: 'Back to the usual columns', density: 'Row height', comfortable: 'Comfortable', compact: 'Compact', new: 'New {{label}}',
    export: 'Export', import: 'Import', exportAs: 'Export {{count}} as', exportAll: 'all', selected_one: '{{count, number}} selected', selected_other: '{{count, number}} selected', selectAll: 'Select all loaded',
    selectRow: 'Select {{title}}', clearSelection: 'Clear selection', setField: 'Set a field', setFieldOf: 'Set “{{field}}” on {{count}}', deleteSelected: 'Delete',
    deleteAsk_one: 'Delete {{count, number}} record?', deleteAsk_other: 'Delete {{count, number}} records?', deleteWarn: 'This cannot be undone here; the history keeps who deleted what.', bulkDone_one: '{{count, number}} record changed',
    bulkDone_other: '{{count, number}} records changed', bulkFailed_one: '{{count, number}} record was refused: {{reason}}', bulkFailed_other: '{{count, number}} records were refused, the first because: {{reason}}',
    selectAllMatching: 'Select all {{count, number}}', working: '{{done, number}} of {{total, number}}', end: 'That is all of them.', loadingMore: 'Loading more…', nothing: 'Nothing matches',
    nothingHelp: 'No record fits the search and filters.', emptyTitle: 'No {{label}} yet', emptyHelp: 'Create the first one or import a file from your old system.', sortBy: 'Sort by {{field}}', sorted: 'Sorted by {{field}}, {{direction}}',
    ascending: 'ascending', descending: 'descending', editCell: 'Edit {{field}}', tableLabel: '{{label}}, table', keyboard: 'Keys: j and k move, Enter opens, x selects, e edits, / searches', sort: 'Sort', shiftHint: 'Shift-click adds a second sort',
    row: 'Row {{index, number}}', backToTop: 'Back to top', saved: 'Saved',
  },
  filter: {
    any: 'any', contains: 'contains', startsWith: 'starts with', eq: 'is', ne: 'is not', gte: 'at least', lte: 'at most', gt: 'more than', lt: 'less than', isEmpty: 'is empty', isNotEmpty: 'is filled in', in: 'is one of',
    min: 'From', max: 'To', remove: 'Remove the filter on {{field}}', by: 'Filter by {{field}}', today: 'Today', last7: 'Last 7 days', last30: 'Last 30 days', thisMonth: 'This month', thisYear: 'This year', pick: 'Search to pick',
    emptyShort: 'empty', filledShort: 'filled in', condition: 'Condition', value: 'Value',
  },
  record: {
    history: 'History', facts: 'Facts', created: 'Created', updated: 'Last change', version: 'Version', related: 'Related', noRelated: 'None yet', addRelated: 'Add {{label}}', showAll: 'Show all {{count, number}}', previous: 'Previous in the list',
    next: 'Next in the list', editField: 'Edit {{field}}', delete: 'Delete', deleteAsk: 'Delete “{{title}}”?', deleted: '“{{title}}” was deleted', copyLink: 'Copy link', custom: 'Own fields', saved: 'Saved', notFound: 'This record does not exist',
    noHistory: 'Nothing has happened to it yet.', sections: 'Sections', overview: 'Overview', long: 'Text', notSet: 'not set', showMore: 'Show more', everything: 'All fields', emptyFields_one: '{{count}} empty field', emptyFields_other: '{{count}} empty fields',
  },
  form: {
    newTitle: 'New {{label}}', editTitle: 'Edit {{title}}', save: 'Save', saveAndNew: 'Save and add another', saving: 'Saving…', saved: '{{title}} saved', unsaved: 'Unsaved changes', unsavedAsk: 'Leave without saving?', unsavedHelp: 'Your draft is kept on this device and offered when you come back.',
    stay: 'Stay', leave: 'Leave', draftFound: 'A draft from {{when}} was found.', useDraft: 'Use draft', dropDraft: 'Throw away', summary_one: 'One field needs attention', summary_other: '{{count}} fields need attention', required: 'This field is needed.',
    invalidMoney: 'Enter an amount such as 1234.50.', invalidNumber: 'Enter a number.', invalidEmail: 'Enter an address such as name@example.com.', tooLong: 'At most {{max}} characters.', invalidJson: 'This is not valid JSON.', allSaved: 'No changes',
    conflictTitle: 'Somebody changed this meanwhile', conflictHelp: 'Choose for each field which value to keep.', mine: 'Yours', theirs: 'Theirs', conflictSave: 'Save my choice', keepTheirs: 'Take theirs for all', field: 'Field', addItem: 'Add {{label}}', removeItem: 'Remove {{label}}',
    changed: 'changed', section: 'Details', choose: 'Choose…', noMatch: 'No match', typeToSearch: 'Type to search', upload: 'Choose a file', dropHere: 'Drop a file here or', camera: 'Take a photo', replace: 'Replace', uploading: 'Uploading…', uploadFailed: 'The file could not be uploaded',
    addValue: 'Type and press Enter', currency: 'Currency', item: 'Item {{index}}',
  },
  import: {
    title: 'Import {{label}}', steps: { file: 'File', mapping: 'Columns', run: 'Import' }, drop: 'Drop a CSV, XLSX or NDJSON file here', choose: 'Choose a file', anyLayout: 'Any layout works: columns are recognised by their names and contents.', reading: 'Reading the file…',
    mapTitle: 'Which column is what?', column: 'Column in the file', samples: 'Examples', field: 'Field', skip: 'Leave out', sure: 'sure', guess: 'please check', unsure: 'not recognised', previewTitle: 'The first rows as they will be stored',
    issues_one: '{{count}} row has a problem', issues_other: '{{count}} rows have a problem', noIssues: 'No problem found in the first rows.', dryRun: 'Check the whole file first', start: 'Import', startAnyway: 'Import the rows without problems', checking: 'Checking…', running: 'Importing…', pending: 'Waiting to start…',
    progress: '{{done, number}} of {{total, number}} rows', leave: 'You can leave this page; the import goes on and this address shows its result.', cancel: 'Stop the import', cancelled: 'The import was stopped', failedRun: 'The import failed', completed: 'Import finished', checked: 'Check finished: nothing was stored',
    created: 'new', updated: 'changed', unchanged: 'unchanged', failed: 'refused', errors: 'Download the refused rows', errorsHelp: 'Correct them in that file and import it again; what is already in stays as it is.', another: 'Import another file', toList: 'Show {{label}}', file: 'File', restart: 'Choose another file',
    line: 'Line', problem: 'Problem',
  },
  palette: {
    title: 'Go anywhere, find anything', placeholder: 'Search records, pages and actions', pages: 'Pages', actions: 'Actions', records: 'Records', recent: 'Recently opened', nothing: 'Nothing found', newOf: 'New {{label}}', importOf: 'Import {{label}}', hint: '↑↓ move · Enter opens · Esc closes', searching: 'Searching…',
    toggleTheme: 'Switch to {{theme}} theme', toggleLanguage: 'Sprache: Deutsch', searchFor: 'Search “{{q}}” in {{label}}',
  },
  dashboard: { title: 'Good day, {{name}}', morning: 'Good morning, {{name}}', afternoon: 'Good afternoon, {{name}}', evening: 'Good evening, {{name}}', quick: 'Start something', recent: 'Latest changes', noRecent: 'Nothing has happened yet.', inStock: 'Everything at a glance' },
  timeline: { created: 'created', updated: 'changed', deleted: 'deleted', by: 'by {{name}}', system: 'Bezel', fields: '{{fields}}', changedTo: '{{field}}: {{from}} → {{to}}', more: 'Show earlier', did: '{{verb}} {{title}}' },
  action: { done: '“{{action}}” done', confirm: 'Do you want to: {{action}}?', run: 'Run', input: 'Details' },
  error: { title: 'That did not work', unreachable: 'The server cannot be reached.', load: 'This could not be loaded.' },
}

export type Dictionary = typeof en
