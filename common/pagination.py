from rest_framework.pagination import PageNumberPagination


class Pages(PageNumberPagination):
    """Twenty at a time, a hundred at most: nobody can ask for everything at once."""

    page_size = 20
    page_size_query_param = "limit"
    max_page_size = 100
