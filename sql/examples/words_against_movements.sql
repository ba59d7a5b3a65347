-- one row per statement and act of one side in the same month; put your own country in the place of 'BOL'
-- What did one side say, and what did it do in the same month?
with said as (
    select
        date_trunc('month', documents.published_on) as month,
        coalesce(entities.name, statements.speaker) as speaker,
        statements.content as words,
        statements.kind,
        statements.statement_id
    from core.statements as statements
    join core.documents as documents using (document_id)
    left join core.entities as entities using (entity_id)
    where
        statements.country = 'BOL'
        and statements.modality = 'actual'
        and statements.polarity = 'positive'
        and documents.is_original is not false
),
done as (
    select
        date_trunc('month', coalesce(date_start, published_on)) as month,
        type,
        mode,
        recipients,
        date_start,
        movement_id
    from mart.movement_evidence
    where actor_countries like '%BOL%' and has_happened and is_original and type <> 'STATEMENT'
)
select month, speaker, words, kind, type, mode, recipients, date_start
from said
join done using (month)
order by month desc, statement_id, movement_id
limit 40
