# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of mxlens-cli for fish.

set -l commands summary export report explain check-record check-policy
set -l reading '__fish_seen_subcommand_from summary export report'
set -l exporting '__fish_seen_subcommand_from export'
set -l wording '__fish_seen_subcommand_from export report explain check-record check-policy'

complete -c mxlens-cli -n "not __fish_seen_subcommand_from $commands" -f
complete -c mxlens-cli -n "not __fish_seen_subcommand_from $commands" -a summary -d 'A page of figures'
complete -c mxlens-cli -n "not __fish_seen_subcommand_from $commands" -a export -d 'One table'
complete -c mxlens-cli -n "not __fish_seen_subcommand_from $commands" -a report -d 'A document for people'
complete -c mxlens-cli -n "not __fish_seen_subcommand_from $commands" -a explain -d 'What a result type or reason code means'
complete -c mxlens-cli -n "not __fish_seen_subcommand_from $commands" -a check-record -d 'Check a TLSRPT, MTA-STS or TLSA record'
complete -c mxlens-cli -n "not __fish_seen_subcommand_from $commands" -a check-policy -d 'Check an MTA-STS policy'
complete -c mxlens-cli -s h -l help -d 'All commands and options'
complete -c mxlens-cli -l version -d 'The version'

complete -c mxlens-cli -n $reading -x -l filter -d 'Only what meets a query' -a 'domain: mx: org: result: type: mode: ip: reason: report: source: after: before: failures: sessions:'
complete -c mxlens-cli -n $reading -x -l threads -d 'Threads that read'
complete -c mxlens-cli -n $reading -l cache -d 'Keep an index of what was read'
complete -c mxlens-cli -n '__fish_seen_subcommand_from summary' -l json -d 'One JSON object'

complete -c mxlens-cli -n $exporting -x -l table -d 'Which table' -a 'failures policies reports trend problems domains sources'
complete -c mxlens-cli -n $exporting -x -l by -d 'Split of the trend' -a 'domain mx reporter result-type'
complete -c mxlens-cli -n $exporting -x -l columns -d 'Some columns, joined by commas'
complete -c mxlens-cli -n $exporting -x -l format -d 'Form of the output' -a 'csv jsonl parsedmarc-csv'
complete -c mxlens-cli -n $exporting -x -l separator -d 'Of CSV' -a 'comma semicolon tab'
complete -c mxlens-cli -n '__fish_seen_subcommand_from report' -x -l format -d 'Form of the document' -a 'text html pdf'
complete -c mxlens-cli -n '__fish_seen_subcommand_from report' -x -l domain -d 'That policy domain alone'
complete -c mxlens-cli -n '__fish_seen_subcommand_from report' -r -s o -l output -d 'Write to a file'
complete -c mxlens-cli -n $exporting -l bom -d 'Begin CSV with a byte order mark'
complete -c mxlens-cli -n $exporting -l no-formula-guard -d 'No apostrophe before formulas'
complete -c mxlens-cli -n $exporting -l report-keys -d 'A last column by which duplicates are found'
complete -c mxlens-cli -n $exporting -l stream -d 'Write while reading, keep nothing'
complete -c mxlens-cli -n $exporting -r -s o -l output -d 'Write to a file'
complete -c mxlens-cli -n $wording -x -l language -d 'Of the text' -a 'en es'
complete -c mxlens-cli -n '__fish_seen_subcommand_from explain' -x -a 'starttls-not-supported certificate-host-mismatch certificate-expired certificate-not-trusted validation-failure tlsa-invalid dnssec-invalid dane-required sts-policy-fetch-error sts-policy-invalid sts-webpki-invalid'
