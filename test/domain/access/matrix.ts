/**
 * Who may do what, written down a second time by hand from the rules on who may see and change cases, without looking
 * at the policy table. A: may. F: sees the case, but may not. A dot: for them there is no such case.
 *
 * co consumer, own case · cx consumer, somebody else's · ct contact who acts for the account · cm the same after moving
 * to another account · cc colleague in the same account · ms signatory of the company · md director · ca administrator
 * of the account · cz of another account · pd partner of the account, in draft · pw the same after submission · px
 * partner of others · aa agent who owns the case · ag agent of its group · ao agent whom it is offered to · ax agent of
 * another group · ad agent who opened the draft · aw the same after submission · as agent of the group, draft opened by
 * the system · su supervisor · sa supervisor who owns the case · cp compliance · au auditor · am admin · sy system · pr
 * check provider · no contact of the case without any role left · sp agent who is a signatory of the company
 */
export const MATRIX = `
                       co cx ct cm cc ms md ca cz pd pw px aa ag ao ax ad aw as su sa cp au am sy pr no sp
list_cases             A  A  A  A  A  A  A  A  A  A  A  A  A  A  A  A  A  A  A  A  A  A  A  F  F  F  F  A
read_case              A  .  A  .  .  A  A  A  .  A  A  .  A  A  A  .  A  .  A  A  A  A  A  .  A  .  .  .
read_progress          A  .  A  .  .  A  A  A  .  A  A  .  A  A  A  .  A  .  A  A  A  A  A  .  A  .  .  .
read_timeline          A  .  A  .  .  A  A  A  .  A  A  .  A  A  A  .  A  .  A  A  A  A  A  .  A  .  .  .
read_requirements      A  .  A  .  .  A  A  A  .  A  A  .  A  A  A  .  A  .  A  A  A  A  A  .  A  .  .  .
read_document_content  A  .  A  .  .  A  A  A  .  A  A  .  A  A  A  .  A  .  A  A  A  A  A  .  A  .  .  .
read_audit             F  .  F  .  .  F  F  F  .  F  F  .  A  A  A  .  F  .  A  A  A  A  A  .  F  .  .  .
read_work_notes        F  .  F  .  .  F  F  F  .  F  F  .  A  A  A  .  F  .  A  A  A  A  A  .  F  .  .  .
read_checks            F  .  F  .  .  F  F  F  .  F  F  .  A  A  A  .  F  .  A  A  A  A  A  .  A  .  .  .
read_tasks             F  .  F  .  .  F  F  F  .  F  F  .  A  A  A  .  F  .  A  A  A  A  A  .  F  .  .  .
create_case            A  F  A  F  F  F  F  A  F  A  A  F  A  A  A  A  A  A  A  A  A  F  F  F  A  F  F  F
save_answers           A  .  A  .  .  A  F  A  .  A  F  .  A  F  F  .  A  .  A  A  A  F  F  .  F  .  .  .
complete_step          A  .  A  .  .  A  F  A  .  A  F  .  A  F  F  .  A  .  A  A  A  F  F  .  F  .  .  .
revisit_step           A  .  A  .  .  A  F  A  .  A  F  .  A  F  F  .  A  .  A  A  A  F  F  .  F  .  .  .
add_member             A  .  A  .  .  A  F  A  .  A  F  .  A  F  F  .  A  .  A  A  A  F  F  .  F  .  .  .
change_member          A  .  A  .  .  A  F  A  .  A  F  .  A  F  F  .  A  .  A  A  A  F  F  .  F  .  .  .
remove_member          A  .  A  .  .  A  F  A  .  A  F  .  A  F  F  .  A  .  A  A  A  F  F  .  F  .  .  .
submit                 A  .  A  .  .  F  F  A  .  A  F  .  F  F  F  .  A  .  A  F  F  F  F  .  F  .  .  .
discard_draft          A  .  A  .  .  F  F  A  .  A  F  .  F  F  F  .  A  .  A  F  F  F  F  .  F  .  .  .
hand_over              A  .  A  .  .  A  F  A  .  A  F  .  A  F  F  .  A  .  A  A  A  F  F  .  F  .  .  .
change_type            A  .  A  .  .  A  F  A  .  A  F  .  A  F  F  .  A  .  A  A  A  F  F  .  F  .  .  .
review_context         F  .  F  .  .  F  F  F  .  F  F  .  A  A  A  .  F  .  A  A  A  F  F  .  F  .  .  .
offer                  F  .  F  .  .  F  F  F  .  F  F  .  A  A  F  .  F  .  A  A  A  F  F  .  F  .  .  .
claim                  F  .  F  .  .  F  F  F  .  F  F  .  F  A  F  .  F  .  A  A  A  F  F  .  F  .  .  .
accept_offer           F  .  F  .  .  F  F  F  .  F  F  .  F  F  A  .  F  .  F  F  F  F  F  .  F  .  .  .
decline_offer          F  .  F  .  .  F  F  F  .  F  F  .  F  F  A  .  F  .  F  F  F  F  F  .  F  .  .  .
decide_pre_approval    F  .  F  .  .  F  F  F  .  F  F  .  F  F  F  .  F  .  F  A  F  A  F  .  F  .  .  .
complete_pre_approval  F  .  F  .  .  F  F  F  .  F  F  .  A  F  F  .  F  .  F  A  A  F  F  .  F  .  .  .
request_info           F  .  F  .  .  F  F  F  .  F  F  .  A  F  F  .  F  .  F  A  A  F  F  .  F  .  .  .
answer_info            A  .  A  .  .  A  A  A  .  F  F  .  F  F  F  .  F  .  F  F  F  F  F  .  F  .  .  .
info_received          F  .  F  .  .  F  F  F  .  F  F  .  A  F  F  .  F  .  F  A  A  F  F  .  F  .  .  .
drop_info_item         F  .  F  .  .  F  F  F  .  F  F  .  A  F  F  .  F  .  F  A  A  F  F  .  F  .  .  .
upload_document        A  .  A  .  .  A  A  A  .  A  A  .  A  F  F  .  A  .  A  A  A  F  F  .  A  .  .  .
bind_document          A  .  A  .  .  A  A  A  .  A  A  .  A  F  F  .  A  .  A  A  A  F  F  .  F  .  .  .
accept_document        F  .  F  .  .  F  F  F  .  F  F  .  A  F  F  .  F  .  F  A  A  F  F  .  F  .  .  .
reject_document        F  .  F  .  .  F  F  F  .  F  F  .  A  F  F  .  F  .  F  A  A  F  F  .  F  .  .  .
reuse_document         A  .  A  .  .  A  A  A  .  A  A  .  A  F  F  .  A  .  A  A  A  F  F  .  F  .  .  .
request_waiver         F  .  F  .  .  F  F  F  .  F  F  .  A  F  F  .  F  .  F  A  A  F  F  .  F  .  .  .
approve_waiver         F  .  F  .  .  F  F  F  .  F  F  .  F  F  F  .  F  .  F  A  A  A  F  .  F  .  .  .
refuse_waiver          F  .  F  .  .  F  F  F  .  F  F  .  F  F  F  .  F  .  F  A  A  A  F  .  F  .  .  .
withdraw_waiver        F  .  F  .  .  F  F  F  .  F  F  .  A  F  F  .  F  .  F  A  A  F  F  .  F  .  .  .
request_deferral       F  .  F  .  .  F  F  F  .  F  F  .  A  F  F  .  F  .  F  A  A  F  F  .  F  .  .  .
approve_deferral       F  .  F  .  .  F  F  F  .  F  F  .  F  F  F  .  F  .  F  A  A  A  F  .  F  .  .  .
refuse_deferral        F  .  F  .  .  F  F  F  .  F  F  .  F  F  F  .  F  .  F  A  A  A  F  .  F  .  .  .
withdraw_deferral      F  .  F  .  .  F  F  F  .  F  F  .  A  F  F  .  F  .  F  A  A  F  F  .  F  .  .  .
run_verification       F  .  F  .  .  F  F  F  .  F  F  .  A  F  F  .  F  .  F  A  A  F  F  .  A  .  .  .
submit_for_review      F  .  F  .  .  F  F  F  .  F  F  .  A  F  F  .  F  .  F  A  A  F  F  .  F  .  .  .
adjudicate_check       F  .  F  .  .  F  F  F  .  F  F  .  A  F  F  .  F  .  F  A  A  A  F  .  F  .  .  .
complete_review        F  .  F  .  .  F  F  F  .  F  F  .  A  F  F  .  F  .  F  A  A  F  F  .  A  .  .  .
complete_task          F  .  F  .  .  F  F  F  .  F  F  .  A  F  F  .  F  .  F  A  A  F  F  .  F  .  .  .
skip_task              F  .  F  .  .  F  F  F  .  F  F  .  A  F  F  .  F  .  F  A  A  F  F  .  F  .  .  .
insert_task            F  .  F  .  .  F  F  F  .  F  F  .  A  F  F  .  F  .  F  A  A  F  F  .  F  .  .  .
restart_playbook       F  .  F  .  .  F  F  F  .  F  F  .  A  F  F  .  A  .  A  A  A  F  F  .  F  .  .  .
cancel_playbook        F  .  F  .  .  F  F  F  .  F  F  .  A  F  F  .  F  .  F  A  A  F  F  .  F  .  .  .
propose                F  .  F  .  .  F  F  F  .  F  F  .  A  F  F  .  F  .  F  A  A  F  F  .  F  .  .  .
accept_proposal        A  .  A  .  .  A  F  A  .  F  F  .  F  F  F  .  F  .  F  F  F  F  F  .  F  .  .  .
reject_proposal        A  .  A  .  .  A  F  A  .  F  F  .  F  F  F  .  F  .  F  F  F  F  F  .  F  .  .  .
close                  F  .  F  .  .  F  F  F  .  F  F  .  A  F  F  .  F  .  F  A  A  F  F  .  A  .  .  .
withdraw               A  .  A  .  .  A  F  A  .  F  F  .  A  F  F  .  A  .  A  A  A  F  F  .  F  .  .  .
reopen                 A  .  A  .  .  F  F  A  .  F  F  .  F  F  F  .  F  .  F  A  A  F  F  .  F  .  .  .
comment                A  .  A  .  .  A  A  A  .  A  A  .  A  F  F  .  A  .  A  A  A  F  F  .  A  .  .  .
add_work_note          F  .  F  .  .  F  F  F  .  F  F  .  A  F  F  .  F  .  F  A  A  A  F  .  F  .  .  .
`;
