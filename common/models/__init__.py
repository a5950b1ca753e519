from common.models.audit_batch import AuditBatch
from common.models.audit_event import AuditEvent
from common.models.search_entry import SearchEntry

__all__ = ["AuditBatch", "AuditEvent", "SearchEntry"]
